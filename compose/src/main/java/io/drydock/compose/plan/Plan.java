package io.drydock.compose.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What is done in an engine, in which order, and why; immutable.
 *
 * @param steps each after those that it waits for
 * @param warnings what the user should know, though nothing is done about it
 */
public record Plan(List<Step> steps, List<String> warnings) {
  public static final Plan EMPTY = new Plan(List.of(), List.of());

  public Plan {
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /**
   * An operation in its place.
   *
   * @param number its index in the plan
   * @param after numbers of the steps that have to be done before
   */
  public record Step(int number, Operation operation, Reason reason, List<Integer> after) {
    public Step {
      after = List.copyOf(after);
    }

    /** {@code Container shop-api-1: recreate (image changed: …)}. */
    @Override
    public String toString() {
      return operation.subject() + ": " + operation.verb() + " (" + reason + ")";
    }
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Gathers steps. */
  static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private final SequencedSet<String> warnings = new LinkedHashSet<>();

    /** Adds a step; its number. */
    int add(Operation operation, Reason reason, Iterable<Integer> after) {
      var before = new LinkedHashSet<Integer>();
      after.forEach(before::add);
      steps.add(new Step(steps.size(), operation, reason, List.copyOf(before)));
      return steps.size() - 1;
    }

    int size() {
      return steps.size();
    }

    void warn(String warning) {
      warnings.add(warning);
    }

    Plan build() {
      return new Plan(steps, List.copyOf(warnings));
    }
  }
}
