package io.drydock.build.explain;

import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Why each step of a build was carried out or not. */
public record Explanation(List<Step> steps) {
  public Explanation {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param hit whether its result was known
   * @param reason one sentence
   * @param changes what is different from the last build, for a step that was carried out
   */
  public record Step(
      String title,
      Optional<SourceLocation> location,
      boolean hit,
      String reason,
      List<String> changes) {
    public Step {
      changes = List.copyOf(changes);
    }
  }

  /** As text, a paragraph for each step that was carried out and a line for each other one. */
  public String print() {
    var out = new StringBuilder();
    for (Step each : steps) {
      out.append(each.hit() ? "CACHED  " : "RAN     ").append(each.title()).append('\n');
      out.append("        ").append(each.reason()).append('\n');
      each.changes().forEach(change -> out.append("          ").append(change).append('\n'));
    }
    return out.toString();
  }
}
