package io.drydock.lint.hadolint;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** The stages that have it, inherit it, or are built on by one that has it. */
  static Set<Stage> related(BuildFile file, Predicate<Stage> has) {
    var related = new HashSet<Stage>();
    for (Stage stage : file.stages()) {
      if (has.test(stage)) {
        Optional<Stage> each = Optional.of(stage);
        while (each.isPresent() && related.add(each.get())) {
          each = each.get().parent();
        }
      } else if (stage.parent().filter(parent -> inherits(parent, has)).isPresent()) {
        related.add(stage);
      }
    }
    return related;
  }

  /** The stages that others, of which that is true, copy or mount files of. */
  static Set<Stage> feeding(BuildFile file, Predicate<Stage> isFed) {
    var feeding = new HashSet<Stage>();
    for (Stage stage : file.stages()) {
      if (isFed.test(stage)) {
        for (Step step : stage.steps()) {
          reference(step).forEach(name -> file.before(stage, name).ifPresent(feeding::add));
        }
      }
    }
    return feeding;
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
