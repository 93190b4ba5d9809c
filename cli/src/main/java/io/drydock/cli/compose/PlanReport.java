package io.drydock.cli.compose;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.compose.plan.Plan;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.UpOptions;
import io.drydock.composefile.model.Project;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.List;

/** Prints what would be done to a project, in which order, and why. */
final class PlanReport {
  private PlanReport() {}

  /** The exit code, which is 0. */
  static int print(ComposeCall call, Project project, UpOptions options) {
    Plan plan = new Projects(call.engine(), ProjectListener.SILENT).plan(project, options);
    if (call.flags().progress().equals("json")) {
      call.out().println(Json.pretty(json(plan)));
      return 0;
    }
    plan.warnings().forEach(call::warn);
    if (plan.isEmpty()) {
      call.out().println("Nothing to do: all is as the files say.");
    }
    for (Plan.Step each : plan.steps()) {
      call.out().println(line(each));
    }
    return 0;
  }

  private static String line(Plan.Step step) {
    List<String> after = new ArrayList<>();
    step.after().forEach(each -> after.add(String.valueOf(each + 1)));
    return "%2d. %s%s"
        .formatted(
            step.number() + 1, step, after.isEmpty() ? "" : ", after " + String.join(", ", after));
  }

  private static JsonArray json(Plan plan) {
    var steps = new JsonArray();
    for (Plan.Step each : plan.steps()) {
      var step = new JsonObject();
      step.addProperty("number", each.number() + 1);
      step.addProperty("subject", each.operation().subject());
      step.addProperty("do", each.operation().verb());
      step.addProperty("reason", each.reason().toString());
      var after = new JsonArray();
      each.after().forEach(number -> after.add(number + 1));
      step.add("after", after);
      steps.add(step);
    }
    return steps;
  }
}
