package io.drydock.conformance;

import static io.drydock.conformance.Report.same;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.build.plan.Planner;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.parser.DockerfileParser;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.parser.ParsedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Real Dockerfiles against BuildKit's frontend. Each gives a case {@code #syntax} (dump, lines,
 * heredocs, directives, typed instructions or the refusal), a case {@code #plan} (image config,
 * history, operations, sources or the refusal) and a case {@code #lint} (the build checks).
 */
final class FrontendSuite implements Suite {
  private static final String FILE = "Dockerfile";

  @Override
  public String name() {
    return "buildkit-frontend";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    for (String file : List.of("corpus.json", "corpus-hadolint-snippets.json")) {
      Path path = folder.resolve(file);
      if (Files.exists(path)) {
        for (JsonObject each : Cases.list(Cases.read(path), "cases")) {
          report.check(Cases.string(each, "id") + "#syntax", () -> syntax(each));
          report.check(Cases.string(each, "id") + "#plan", () -> FrontendPlans.check(each));
          report.check(Cases.string(each, "id") + "#lint", () -> lint(each));
        }
      }
    }
  }

  private static void syntax(JsonObject recorded) throws Exception {
    String text = Cases.string(recorded, "dockerfile");
    if (recorded.has("parseError")) {
      ParserSuite.refusedAtLine(
          Cases.string(recorded, "parseError"), () -> DockerfileParser.parse(FILE, text));
      return;
    }
    ParsedFile file = DockerfileParser.parse(FILE, text);
    same("dump", Cases.string(recorded, "ast"), file.dump());
    same("lines", recorded.get("lines"), ParserSuite.ranges(file.nodes()));
    same("escape", Cases.string(recorded, "escape"), "" + file.directives().escape());
    same(
        "syntax",
        Cases.string(recorded, "syntax"),
        file.directives().syntax().map(each -> each.value()).orElse(""));
    var heredocs = new JsonArray();
    for (Node each : file.nodes()) {
      if (!each.heredocs().isEmpty()) {
        heredocs.add(ParserSuite.heredocs(each.heredocs()));
      }
    }
    JsonElement none = new JsonArray();
    same("heredocs", recorded.has("heredocs") ? recorded.get("heredocs") : none, heredocs);
    if (recorded.has("instructionError")) {
      // Where the two recorded errors differ in the line, lintBuildError has the one in the file.
      ParserSuite.refusedAtLine(
          Cases.string(recorded, "lintBuildError"), () -> Dockerfile.parse(FILE, text));
      return;
    }
    stages(Cases.list(recorded, "stages"), Dockerfile.parse(FILE, text).stages());
  }

  private static void lint(JsonObject recorded) throws Exception {
    String text = Cases.string(recorded, "dockerfile");
    if (recorded.has("parseError") || recorded.has("instructionError")) {
      Report.refused("a file that cannot be read", () -> Dockerfile.parse(FILE, text));
      sameWarnings(recorded, BuildChecks.beforeError(FILE, text, Map.of()));
      return;
    }
    Planner.Checked ours = FrontendPlans.checked(Dockerfile.parse(FILE, text));
    sameWarnings(recorded, ours.warnings());
    same("refused", recorded.has("lintBuildError"), ours.error().isPresent());
  }

  private static void sameWarnings(JsonObject recorded, List<BuildWarning> ours) {
    same(
        "lint",
        Cases.list(recorded, "lint").stream().map(FrontendSuite::warning).sorted().toList(),
        ours.stream()
            .map(each ->
                each.check().title() + " | " + each.location().line() + " | " + each.detail())
            .sorted()
            .toList());
  }

  private static String warning(JsonObject each) {
    return Cases.string(each, "rule")
        + " | "
        + each.get("line").getAsInt()
        + " | "
        + Cases.string(each, "detail");
  }

  private static void stages(List<JsonObject> recorded, List<Stage> stages) {
    same("number of stages", recorded.size(), stages.size());
    for (int i = 0; i < stages.size(); i++) {
      JsonObject expected = recorded.get(i);
      Stage stage = stages.get(i);
      same("name", Cases.string(expected, "name"), stage.name().orElse(""));
      same("base", Cases.string(expected, "base"), stage.from().base());
      same("platform", Cases.string(expected, "platform"), stage.from().platform().orElse(""));
      var commands = new JsonArray();
      stage.instructions().forEach(each -> commands.add(InstructionJson.of(each)));
      List<JsonObject> all = Cases.list(expected, "commands");
      same("number of commands", all.size(), commands.size());
      for (int j = 0; j < all.size(); j++) {
        same("command " + (j + 1), all.get(j), commands.get(j));
      }
    }
  }
}
