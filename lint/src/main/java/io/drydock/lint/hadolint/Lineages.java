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

  /** The stages whose layers end in an image: the last, and those that others are built on. */
  static Set<Stage> kept(BuildFile file) {
    var kept = new HashSet<Stage>();
    file.stages().forEach(each -> each.parent().ifPresent(kept::add));
    kept.add(file.stages().getLast());
    return kept;
  }

  /** The stages that have it or inherit it. */
  static Set<Stage> heirs(BuildFile file, Predicate<Stage> has) {
    var heirs = new HashSet<Stage>();
    for (Stage stage : file.stages()) {
      if (stage.parent().filter(heirs::contains).isPresent() || has.test(stage)) {
        heirs.add(stage);
      }
    }
    return heirs;
  }

  static List<RunStep> runs(Stage stage) {
    return stage.steps().stream()
        .filter(RunStep.class::isInstance)
        .map(RunStep.class::cast)
        .toList();
  }

  /** The stages that have it, inherit it, or are built on by one that has it. */
  static Set<Stage> related(BuildFile file, Predicate<Stage> has) {
    Set<Stage> related = heirs(file, has);
    var ancestors = new HashSet<Stage>();
    for (Stage stage : related) {
      Optional<Stage> each = stage.parent();
      while (each.isPresent() && ancestors.add(each.get())) {
        each = each.get().parent();
      }
    }
    related.addAll(ancestors);
    return related;
  }

  /** The stages that these copy or mount files of. */
  static Set<Stage> feeding(BuildFile file, Set<Stage> fed) {
    var feeding = new HashSet<Stage>();
    for (Stage stage : fed) {
      for (Step step : stage.steps()) {
        reference(step).forEach(name -> file.before(stage, name).ifPresent(feeding::add));
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
