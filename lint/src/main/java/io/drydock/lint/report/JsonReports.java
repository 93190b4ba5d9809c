package io.drydock.lint.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Reports as JSON lists: hadolint's own, GitLab's code quality, SonarQube's generic issues. */
final class JsonReports {
  private JsonReports() {}

  /** As hadolint writes it, with the way out and the link added. */
  static String json(List<LintedFile> files) {
    var list = new JsonArray();
    for (LintedFile file : files) {
      for (Finding each : file.findings()) {
        var entry = new JsonObject();
        entry.addProperty("file", file.name());
        entry.addProperty("line", each.location().line());
        entry.addProperty("column", Math.max(1, each.location().column()));
        entry.addProperty("endLine", each.location().endLine());
        entry.addProperty("level", each.rule().severity().toString());
        entry.addProperty("code", each.rule().id());
        entry.addProperty("message", each.message());
        entry.addProperty("remedy", each.rule().remedy());
        entry.addProperty("link", each.rule().link());
        entry.addProperty("fixable", each.edit().isPresent());
        list.add(entry);
      }
    }
    return Json.pretty(list, "  ") + "\n";
  }

  static String rules(List<Rule> rules) {
    var list = new JsonArray();
    for (Rule each : rules) {
      var rule = new JsonObject();
      rule.addProperty("id", each.id());
      rule.addProperty("severity", each.severity().toString());
      rule.addProperty("title", each.title());
      rule.addProperty("why", each.why());
      rule.addProperty("remedy", each.remedy());
      rule.addProperty("link", each.link());
      rule.add("same", Json.array(each.same().stream().sorted().toList()));
      list.add(rule);
    }
    return Json.pretty(list, "  ") + "\n";
  }

  static String codeQuality(List<LintedFile> files) {
    var list = new JsonArray();
    for (LintedFile file : files) {
      for (Finding each : file.findings()) {
        list.add(codeQuality(file, each));
      }
    }
    return Json.pretty(list, "  ") + "\n";
  }

  private static JsonObject codeQuality(LintedFile file, Finding finding) {
    SourceLocation place = finding.location();
    var lines = new JsonObject();
    lines.addProperty("begin", place.line());
    lines.addProperty("end", place.endLine());
    var location = new JsonObject();
    location.addProperty("path", file.name());
    location.add("lines", lines);
    var entry = new JsonObject();
    entry.addProperty("type", "issue");
    entry.addProperty("check_name", finding.rule().id());
    entry.addProperty("description", finding.message());
    entry.add("categories", Json.array(List.of("Bug Risk")));
    entry.addProperty(
        "severity",
        switch (finding.rule().severity()) {
          case ERROR -> "blocker";
          case WARNING -> "major";
          case INFO -> "info";
          case STYLE, NONE -> "minor";
        });
    entry.addProperty("fingerprint", fingerprint(file, finding));
    entry.add("location", location);
    return entry;
  }

  /** Stays the same while lines above come and go: rule, file, message and the line's own text. */
  private static String fingerprint(LintedFile file, Finding finding) {
    List<String> lines = file.lines();
    int line = finding.location().line();
    String text = line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
    String key = String.join("\n", finding.rule().id(), file.name(), finding.message(), text);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sonarqube(List<LintedFile> files) {
    var issues = new JsonArray();
    for (LintedFile file : files) {
      for (Finding each : file.findings()) {
        var range = new JsonObject();
        range.addProperty("startLine", each.location().line());
        range.addProperty("endLine", each.location().endLine());
        var place = new JsonObject();
        place.addProperty("message", each.message());
        place.addProperty("filePath", file.name());
        place.add("textRange", range);
        var issue = new JsonObject();
        issue.addProperty("engineId", "drydock");
        issue.addProperty("ruleId", each.rule().id());
        issue.addProperty("severity", sonarqube(each.rule().severity()));
        issue.addProperty("type", each.rule().severity() == Severity.ERROR ? "BUG" : "CODE_SMELL");
        issue.add("primaryLocation", place);
        issues.add(issue);
      }
    }
    var report = new JsonObject();
    report.add("issues", issues);
    return Json.pretty(report, "  ") + "\n";
  }

  private static String sonarqube(Severity severity) {
    return switch (severity) {
      case ERROR -> "CRITICAL";
      case WARNING -> "MAJOR";
      case INFO -> "MINOR";
      case STYLE, NONE -> "INFO";
    };
  }
}
