package io.drydock.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.BuildResult;
import io.drydock.build.attest.Identifiers;
import io.drydock.cli.frame.Session;
import io.drydock.core.Json;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.oci.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code --metadata-file} tells of a build, under the keys that buildx writes. */
final class BuildMetadata {
  private BuildMetadata() {}

  /**
   * The metadata. As with buildx, BUILDX_METADATA_PROVENANCE=disabled leaves out how images were
   * made, and BUILDX_METADATA_WARNINGS=true puts in what the build checks found.
   */
  static JsonObject of(Session session, List<ImageReference> tags, BuildResult result) {
    var json = new JsonObject();
    boolean several = result.provenance().size() > 1;
    for (BuildResult.Provenance each : result.provenance()) {
      String key = "buildx.build.provenance" + (several ? "/" + each.platform() : "");
      json.add(
          key, Json.parse(each.predicate().getBytes(StandardCharsets.UTF_8), "the provenance"));
    }
    json.addProperty("buildx.build.ref", "default/default/" + Identifiers.random());
    if (isTrue(session, "BUILDX_METADATA_WARNINGS")) {
      json.add("buildx.build.warnings", warnings(result.warnings()));
    }
    if (result.images().size() == 1) {
      json.addProperty("containerimage.config.digest", result.images().getFirst().id().toString());
    }
    result
        .target()
        .ifPresent(target -> {
          json.add("containerimage.descriptor", target.toJson());
          json.addProperty("containerimage.digest", target.digest().toString());
        });
    if (!tags.isEmpty()) {
      json.addProperty(
          "image.name",
          tags.stream().map(ImageReference::toString).collect(Collectors.joining(",")));
    }
    return json;
  }

  /** Whether a build has to find out how its images were made, for {@link #of}. */
  static boolean wantsProvenance(Session session) {
    return session
        .variable("BUILDX_METADATA_PROVENANCE")
        .filter(value -> value.equals("disabled") || value.equals("false"))
        .isEmpty();
  }

  private static boolean isTrue(Session session, String variable) {
    return session
        .variable(variable)
        .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
        .isPresent();
  }

  private static JsonArray warnings(List<BuildWarning> warnings) {
    var array = new JsonArray();
    for (BuildWarning each : warnings) {
      var json = new JsonObject();
      json.addProperty("level", 1);
      json.addProperty("short", encoded(each.summary()));
      var details = new JsonArray();
      details.add(encoded(each.check().description()));
      json.add("detail", details);
      json.addProperty("url", each.check().url());
      var range = new JsonObject();
      range.add("start", line(each.location().line()));
      range.add("end", line(each.location().endLine()));
      var ranges = new JsonArray();
      ranges.add(range);
      json.add("range", ranges);
      array.add(json);
    }
    return array;
  }

  private static JsonObject line(int number) {
    var json = new JsonObject();
    json.addProperty("line", number);
    return json;
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
