package io.drydock.build.attest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.packages.SoftwarePackage;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A list of packages as a document of SPDX 2.3. */
final class SpdxDocument {
  private static final String NONE = "NOASSERTION";
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String ROOT = "SPDXRef-DocumentRoot";
  private static final String NAMESPACE = "https://spdx.org/spdxdocs/drydock/";

  private SpdxDocument() {}

  /**
   * The document; the same packages under the same name at the same time give the same one.
   *
   * @param name of what the packages are in
   * @param purpose of that, as SPDX words it: {@code CONTAINER}, {@code SOURCE}
   */
  static JsonObject of(
      String name, String purpose, List<SoftwarePackage> packages, Instant created) {
    var json = new JsonObject();
    json.addProperty("spdxVersion", "SPDX-2.3");
    json.addProperty("dataLicense", "CC0-1.0");
    json.addProperty("SPDXID", DOCUMENT);
    json.addProperty("name", name);
    JsonArray listed = packages(name, purpose, packages);
    String time = created.truncatedTo(ChronoUnit.SECONDS).toString();
    byte[] content = (name + time + listed).getBytes(StandardCharsets.UTF_8);
    json.addProperty("documentNamespace", NAMESPACE + UUID.nameUUIDFromBytes(content));
    var creation = new JsonObject();
    creation.add("creators", Json.array(List.of("Tool: drydock")));
    creation.addProperty("created", time);
    json.add("creationInfo", creation);
    json.add("packages", listed);
    json.add("relationships", relationships(packages.size()));
    return json;
  }

  private static JsonArray packages(String name, String purpose, List<SoftwarePackage> packages) {
    var array = new JsonArray();
    JsonObject root = unit(ROOT, name, "");
    root.addProperty("primaryPackagePurpose", purpose);
    array.add(root);
    for (int i = 0; i < packages.size(); i++) {
      array.add(describe(id(i), packages.get(i)));
    }
    return array;
  }

  private static JsonObject describe(String id, SoftwarePackage each) {
    JsonObject json = unit(id, each.name(), each.version());
    if (!each.supplier().isEmpty()) {
      json.addProperty("supplier", supplier(each.supplier()));
    }
    json.addProperty("sourceInfo", "found in /" + each.foundIn());
    boolean known = SpdxLicense.isExpression(each.license());
    json.addProperty("licenseConcluded", NONE);
    json.addProperty("licenseDeclared", known ? each.license() : NONE);
    if (!known && !each.license().isEmpty()) {
      json.addProperty("licenseComments", "declared as: " + each.license());
    }
    var reference = new JsonObject();
    reference.addProperty("referenceCategory", "PACKAGE-MANAGER");
    reference.addProperty("referenceType", "purl");
    reference.addProperty("referenceLocator", each.url());
    var references = new JsonArray();
    references.add(reference);
    json.add("externalRefs", references);
    return json;
  }

  private static JsonObject unit(String id, String name, String version) {
    var json = new JsonObject();
    json.addProperty("SPDXID", id);
    json.addProperty("name", name);
    if (!version.isEmpty()) {
      json.addProperty("versionInfo", version);
    }
    json.addProperty("downloadLocation", NONE);
    json.addProperty("filesAnalyzed", false);
    json.addProperty("copyrightText", NONE);
    return json;
  }

  /** {@code Person: NAME (ADDRESS)} for what is written as {@code NAME <ADDRESS>}. */
  private static String supplier(String text) {
    int open = text.indexOf('<');
    int close = text.indexOf('>', open + 1);
    return open > 0 && close > open
        ? "Person: "
            + text.substring(0, open).strip()
            + " ("
            + text.substring(open + 1, close)
            + ")"
        : "Organization: " + text;
  }

  private static String id(int number) {
    return "SPDXRef-Package-" + (number + 1);
  }

  private static JsonArray relationships(int packages) {
    var array = new JsonArray();
    array.add(relationship(DOCUMENT, "DESCRIBES", ROOT));
    for (int i = 0; i < packages; i++) {
      array.add(relationship(ROOT, "CONTAINS", id(i)));
    }
    return array;
  }

  private static JsonObject relationship(String from, String type, String to) {
    var json = new JsonObject();
    json.addProperty("spdxElementId", from);
    json.addProperty("relationshipType", type);
    json.addProperty("relatedSpdxElement", to);
    return json;
  }
}
