package io.drydock.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.build.explain.Explanation;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;

/** Prints why a build's steps were carried out or not: {@code --explain}. */
final class ExplanationReport {
  private ExplanationReport() {}

  /**
   * Prints for people beside the progress, for programs on standard output.
   *
   * @param format empty or {@code text}, or {@code json}
   */
  static void print(Session session, String format, Explanation explanation) {
    switch (format) {
      case "", "text", "true" -> session.err().print("\n" + explanation.print());
      case "json" -> session.out().println(Json.pretty(json(explanation)));
      default -> throw new DrydockException(ErrorKind.INVALID, "--explain is text or json");
    }
  }

  private static JsonObject json(Explanation explanation) {
    var steps = new JsonArray();
    for (Explanation.Step each : explanation.steps()) {
      var step = new JsonObject();
      step.addProperty("step", each.title());
      each.location().ifPresent(place -> step.addProperty("location", place.toString()));
      step.addProperty("cached", each.hit());
      step.addProperty("reason", each.reason());
      step.add("changes", Json.array(each.changes()));
      steps.add(step);
    }
    var json = new JsonObject();
    json.add("steps", steps);
    return json;
  }
}
