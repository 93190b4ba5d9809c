package io.drydock.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The build checks against BuildKit's: rule, detail, line and the error, if one is asked for. */
final class LintSuite implements Suite {
  private static final String ARGUMENT = "build-arg:";

  @Override
  public String name() {
    return "buildkit-lint";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    int number = 0;
    for (JsonObject each : Cases.list(Cases.read(folder.resolve("cases.json")), "cases")) {
      report.check(++number + ":" + Cases.string(each, "test"), () -> check(each));
    }
  }

  private static void check(JsonObject recorded) {
    Planner.Checked ours = checked(recorded);
    // The answers of the sub-request were written down with the lines of another text.
    boolean hasLines = !recorded.has("unmarshalWarnings");
    String key = hasLines ? "warnings" : "unmarshalWarnings";
    Report.same(
        "warnings",
        Cases.list(recorded, key).stream().map(each -> text(each, hasLines)).sorted().toList(),
        ours.warnings().stream().map(each -> text(each, hasLines)).sorted().toList());
    Report.same("refused", recorded.has("buildErr"), ours.error().isPresent());
    if (recorded.has("buildErr")) {
      Report.same(
          "line of the error",
          recorded.get("buildErrLocation").getAsInt(),
          ours.error().flatMap(DrydockException::location).map(SourceLocation::line).orElse(0));
    }
  }

  private static Planner.Checked checked(JsonObject recorded) {
    Map<String, String> buildArgs = new HashMap<>();
    if (recorded.get("frontendAttrs") instanceof JsonObject attributes) {
      for (Map.Entry<String, JsonElement> each : attributes.entrySet()) {
        if (each.getKey().startsWith(ARGUMENT)) {
          buildArgs.put(each.getKey().substring(ARGUMENT.length()), each.getValue().getAsString());
        }
      }
    }
    byte[] ignored = Cases.string(recorded, "dockerIgnore").getBytes(StandardCharsets.UTF_8);
    Dockerfile dockerfile;
    try {
      dockerfile = Dockerfile.parse("Dockerfile", Cases.string(recorded, "dockerfile"));
    } catch (DrydockException e) {
      return new Planner.Checked(
          BuildChecks.beforeError("Dockerfile", Cases.string(recorded, "dockerfile"), buildArgs),
          Optional.of(e));
    }
    var request =
        PlanRequest.of(dockerfile)
            .buildPlatform(new Platform("linux", "amd64", ""))
            .buildArgs(buildArgs)
            .ignored(IgnoreRules.parse(".dockerignore", ignored))
            .build();
    return Planner.check(request, new StubImages());
  }

  private static String text(JsonObject recorded, boolean hasLines) {
    return Cases.string(recorded, "RuleName")
        + " | "
        + Cases.string(recorded, "Description")
        + " | "
        + Cases.string(recorded, "Detail")
        + (hasLines ? " | " + recorded.get("Line").getAsInt() : "");
  }

  private static String text(BuildWarning ours, boolean hasLines) {
    return ours.check().title()
        + " | "
        + ours.check().description()
        + " | "
        + ours.detail()
        + (hasLines ? " | " + ours.location().line() : "");
  }
}
