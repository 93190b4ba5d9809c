package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plans of Dockerfiles against what BuildKit's frontend makes of them without running anything:
 * image config, history, the number of operations, sources, or a refusal.
 */
final class FrontendPlans {
  private static final Pattern LINE = Pattern.compile("on line (\\d+)");
  private static final Pattern DIGEST = Pattern.compile("@sha256:[0-9a-f]{64}$");

  /** Its presence is deprecated, and new builders should not write it (OCI image config). */
  private static final String DEPRECATED = "ArgsEscaped";

  private FrontendPlans() {}

  /** Compares the plan of one recorded case. */
  static void check(JsonObject recorded) throws Exception {
    String text = Cases.string(recorded, "dockerfile");
    String refusal =
        Cases.string(
            recorded,
            recorded.has("parseError")
                ? "parseError"
                : recorded.has("buildError") ? "buildError" : "instructionError");
    if (!refusal.isEmpty()) {
      checkPlace(
          refusal, Report.refused(refusal, () -> plan(Dockerfile.parse("Dockerfile", text))));
      return;
    }
    Dockerfile dockerfile = Dockerfile.parse("Dockerfile", text);
    Plan plan = plan(dockerfile);
    Plan.Target target = plan.targets().getFirst();
    checkImage(recorded.getAsJsonObject("image"), target.config());
    checkOperations(recorded, PlanStatistics.of(target.root()));
  }

  private static void checkPlace(String refusal, DrydockException ours) {
    Matcher line = LINE.matcher(refusal);
    if (line.find()) {
      Report.same(
          "line",
          Integer.parseInt(line.group(1)),
          ours.location().map(SourceLocation::line).orElse(0));
    }
  }

  /** The plan; when it was recorded, nobody listened to the checks. */
  private static Plan plan(Dockerfile dockerfile) {
    var request =
        request(dockerfile).buildArgs(Map.of("BUILDKIT_DOCKERFILE_CHECK", "skip=all")).build();
    return Planner.plan(request, new StubImages());
  }

  /** What the build checks say. */
  static Planner.Checked checked(Dockerfile dockerfile) {
    return Planner.check(request(dockerfile).build(), new StubImages());
  }

  private static PlanRequest.Builder request(Dockerfile dockerfile) {
    return PlanRequest.of(dockerfile).buildPlatform(new Platform("linux", "amd64", ""));
  }

  private static void checkImage(JsonObject recorded, ImageConfig image) {
    JsonObject ours = Json.object(image.toBytes(), "our image config");
    JsonObject theirConfig = recorded.getAsJsonObject("config").deepCopy();
    theirConfig.remove(DEPRECATED);
    Report.same("config", theirConfig, ours.getAsJsonObject("config"));
    Report.same("author", Cases.string(recorded, "author"), Cases.string(ours, "author"));
    List<JsonObject> history = Cases.list(recorded, "history");
    List<JsonObject> ourHistory = Cases.list(ours, "history");
    for (int i = 0; i < Math.min(history.size(), ourHistory.size()); i++) {
      Report.same("history " + i, history.get(i), ourHistory.get(i));
    }
    Report.same("history entries", history.size(), ourHistory.size());
  }

  private static void checkOperations(JsonObject recorded, PlanStatistics ours) {
    Report.same("operations", counts(recorded), ours.counts());
    Set<String> sources = new TreeSet<>();
    for (String each : Cases.strings(recorded, "llbSources")) {
      sources.add(DIGEST.matcher(each).replaceFirst(""));
    }
    Report.same("sources", sources, ours.sources());
  }

  private static Map<String, Integer> counts(JsonObject recorded) {
    var counts = new TreeMap<String, Integer>();
    if (recorded.get("llbOps") instanceof JsonObject object) {
      object.entrySet().forEach(each -> counts.put(each.getKey(), each.getValue().getAsInt()));
    }
    return counts;
  }
}
