package io.drydock.lint.hadolint;

import io.drydock.dockerfile.instruction.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A FROM with what follows it, or what stands in a file without one. */
final class Stage {
  private final int index;
  private final Optional<Step> from;
  private final Optional<Stage> parent;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param index counted from 0; -1 for what stands before the first FROM
   * @param parent the stage of this file that it starts from
   */
  Stage(int index, Optional<Step> from, Optional<Stage> parent) {
    this.index = index;
    this.from = from;
    this.parent = parent;
  }

  void add(Step step) {
    steps.add(step);
  }

  int index() {
    return index;
  }

  Optional<Step> from() {
    return from;
  }

  Optional<Stage> parent() {
    return parent;
  }

  /** What follows FROM, in file order. */
  List<Step> steps() {
    return steps;
  }

  /** The steps of one kind that take effect in this stage, not in those that are built on it. */
  <T extends Instruction> List<Step> own(Class<T> kind) {
    return steps.stream()
        .filter(step -> !step.isOnBuild() && kind.isInstance(step.instruction()))
        .toList();
  }

  Optional<Instruction.From> base() {
    return from.map(Step::instruction).map(Instruction.From.class::cast);
  }

  /** The name after AS, in lower case. */
  Optional<String> name() {
    return base().flatMap(Instruction.From::name);
  }

  /** Whether {@code --from} means this stage by that name, or by its number. */
  boolean isCalled(String reference) {
    return name().filter(reference.toLowerCase(Locale.ROOT)::equals).isPresent()
        || (index >= 0 && reference.equals(String.valueOf(index)));
  }
}
