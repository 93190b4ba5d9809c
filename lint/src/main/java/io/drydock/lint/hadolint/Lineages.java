package io.drydock.lint.hadolint;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Questions about how the stages of a file depend on each other. */
final class Lineages {
  private Lineages() {}

  /** Whether layers of the stage end in an image: it is the last, or another is built on it. */
  static boolean isKept(BuildFile file, Stage stage) {
    return file.stages().getLast() == stage || isBase(file, stage);
  }

  private static boolean isBase(BuildFile file, Stage stage) {
    return file.stages().stream()
        .anyMatch(each -> each.parent().filter(parent -> parent == stage).isPresent());
  }

  static List<RunStep> runs(Stage stage) {
    return stage.steps().stream()
        .filter(RunStep.class::isInstance)
        .map(RunStep.class::cast)
        .toList();
  }

  /** Whether the stage, or one that it is built on, has it. */
  static boolean inherits(Stage stage, Predicate<Stage> has) {
    return stage.lineage().stream().anyMatch(has);
  }

  /** Whether a stage that is built on this one has it. */
  static boolean bequeaths(BuildFile file, Stage stage, Predicate<Stage> has) {
    return file.stages().stream()
        .anyMatch(each -> each != stage && each.lineage().contains(stage) && has.test(each));
  }

  /** Whether a stage that copies or mounts files of this one has it. */
  static boolean feeds(BuildFile file, Stage stage, Predicate<Stage> has) {
    return file.stages().stream()
        .anyMatch(each ->
            each.steps().stream()
                    .flatMap(step -> reference(step).stream())
                    .anyMatch(name -> file.before(each, name).filter(stage::equals).isPresent())
                && inherits(each, has));
  }

  private static List<String> reference(Step step) {
    if (step.instruction() instanceof Instruction.Copy copy) {
      return copy.from().stream().toList();
    }
    if (step instanceof RunStep run) {
      return run.run().mounts().stream().map(Mount::from).flatMap(Optional::stream).toList();
    }
    return List.of();
  }
}
