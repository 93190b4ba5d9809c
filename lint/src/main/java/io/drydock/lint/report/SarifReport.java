package io.drydock.lint.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report in SARIF 2.1.0, which code scanning services read. */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final Map<String, Integer> indexes = new LinkedHashMap<>();
  private final JsonArray rules = new JsonArray();
  private final JsonArray results = new JsonArray();

  private SarifReport() {}

  static String write(List<LintedFile> files) {
    var report = new SarifReport();
    for (LintedFile file : files) {
      file.findings().forEach(each -> report.add(file, each));
    }
    return Json.pretty(report.log(), "  ") + "\n";
  }

  private void add(LintedFile file, Finding finding) {
    Rule rule = finding.rule();
    Integer index = indexes.get(rule.id());
    if (index == null) {
      index = indexes.size();
      indexes.put(rule.id(), index);
      rules.add(rule(rule));
    }
    var result = new JsonObject();
    result.addProperty("ruleId", rule.id());
    result.addProperty("ruleIndex", index);
    result.addProperty("level", level(rule.severity()));
    result.add("message", text(finding.message()));
    var locations = new JsonArray();
    locations.add(location(file, finding.location()));
    result.add("locations", locations);
    results.add(result);
  }

  private static JsonObject rule(Rule rule) {
    var configuration = new JsonObject();
    configuration.addProperty("level", level(rule.severity()));
    var json = new JsonObject();
    json.addProperty("id", rule.id());
    json.add("shortDescription", text(rule.title()));
    json.add("fullDescription", text(rule.why()));
    json.add("help", text(rule.remedy() + " See " + rule.link()));
    if (rule.link().startsWith("https:")) {
      json.addProperty("helpUri", rule.link());
    }
    json.add("defaultConfiguration", configuration);
    return json;
  }

  private static JsonObject location(LintedFile file, SourceLocation place) {
    var region = new JsonObject();
    region.addProperty("startLine", Math.max(1, place.line()));
    if (place.column() > 0) {
      region.addProperty("startColumn", place.column());
    }
    region.addProperty("endLine", Math.max(1, place.endLine()));
    var artifact = new JsonObject();
    artifact.addProperty("uri", uri(file.name()));
    var physical = new JsonObject();
    physical.add("artifactLocation", artifact);
    physical.add("region", region);
    var location = new JsonObject();
    location.add("physicalLocation", physical);
    return location;
  }

  /** A relative path stays relative, so that the service finds it in its own check-out. */
  private static String uri(String name) {
    Path path = Path.of(name);
    if (path.isAbsolute()) {
      return path.toUri().toString();
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static JsonObject text(String text) {
    var message = new JsonObject();
    message.addProperty("text", text);
    return message;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, STYLE -> "note";
      case NONE -> "none";
    };
  }

  private JsonObject log() {
    var driver = new JsonObject();
    driver.addProperty("name", "Drydock lint");
    driver.add("rules", rules);
    var tool = new JsonObject();
    tool.add("driver", driver);
    var run = new JsonObject();
    run.add("tool", tool);
    run.add("results", results);
    var runs = new JsonArray();
    runs.add(run);
    var log = new JsonObject();
    log.addProperty("$schema", SCHEMA);
    log.addProperty("version", "2.1.0");
    log.add("runs", runs);
    return log;
  }
}
