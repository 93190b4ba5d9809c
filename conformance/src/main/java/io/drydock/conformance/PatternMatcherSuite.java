package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.dockerfile.ignore.IgnoreFile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.dockerfile.ignore.PathPattern;
import io.drydock.dockerfile.text.SlashPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Ignore patterns against moby/patternmatcher. */
final class PatternMatcherSuite implements Suite {
  private static final Map<PathPattern.Strategy, String> STRATEGIES =
      Map.of(
          PathPattern.Strategy.EXACT, "exactMatch",
          PathPattern.Strategy.PREFIX, "prefixMatch",
          PathPattern.Strategy.SUFFIX, "suffixMatch",
          PathPattern.Strategy.GLOB, "regexpMatch");

  @Override
  public String name() {
    return "patternmatcher";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    int index = 0;
    JsonObject matches = Cases.read(folder.resolve("matches.json"));
    for (JsonObject each : Cases.list(matches, "cases")) {
      report.check("matches#" + index++ + ":" + each, () -> matches(each));
    }
    JsonObject compile = Cases.read(folder.resolve("compile-and-ignorefile.json"));
    for (JsonObject each : Cases.list(compile, "compile")) {
      report.check("compile:" + Cases.string(each, "pattern"), () -> compiles(each));
    }
    if (compile.get("ignorefile") instanceof JsonObject file) {
      report.check("ignorefile", () -> reads(file));
    }
    if (compile.has("patternErrors")) {
      for (JsonElement each : compile.getAsJsonArray("patternErrors")) {
        List<String> patterns =
            each.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
        report.check(
            "patternErrors:" + patterns, () -> refused("error", () -> IgnoreRules.of(patterns)));
      }
    }
  }

  private static void matches(JsonObject recorded) throws Exception {
    List<String> patterns = Cases.strings(recorded, "patterns");
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> IgnoreRules.of(patterns));
      return;
    }
    String path = SlashPath.clean(Cases.string(recorded, "path"));
    same("match", Cases.flag(recorded, "match"), IgnoreRules.of(patterns).excludes(path));
  }

  private static void compiles(JsonObject recorded) {
    PathPattern pattern = PathPattern.compile(Cases.string(recorded, "pattern"));
    same("strategy", Cases.string(recorded, "matchType"), STRATEGIES.get(pattern.strategy()));
    same("expression", Cases.string(recorded, "regexp"), pattern.expression());
  }

  private static void reads(JsonObject recorded) {
    byte[] content = Cases.string(recorded, "content").getBytes(StandardCharsets.UTF_8);
    same(
        "patterns",
        Cases.strings(recorded, "expected"),
        IgnoreFile.read(content).stream().map(IgnoreFile.Line::pattern).toList());
  }
}
