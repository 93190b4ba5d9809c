package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Instruction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Puts the ONBUILD triggers of bases into the stages that begin with them. */
record Triggers(StageGraph graph, BaseImages bases) {

  /**
   * Finds what the targets need, and their bases; triggers may need more stages and images.
   *
   * @return the needed stages, in the order in which they can be planned
   */
  List<StageState> settle(Collection<StageState> targets) {
    for (StageState each : graph.all()) {
      each.replaced = bases.namedStage(each).isPresent();
      if (!each.replaced && each.base.isEmpty() && !each.isScratch()) {
        checkName(each);
      }
    }
    while (true) {
      List<StageState> needed = graph.neededBy(targets);
      bases.find(needed);
      boolean more = false;
      for (StageState each : needed) {
        more |= !each.triggersKnown && addTriggers(each);
      }
      if (!more) {
        return needed;
      }
      graph.checkCycles();
    }
  }

  /** Also what the target does not need has to have a possible name. */
  private static void checkName(StageState stage) {
    try {
      BaseImages.reference(stage.baseName);
    } catch (DrydockException e) {
      throw e.at(stage.location);
    }
  }

  private boolean addTriggers(StageState stage) {
    stage.triggersKnown = true;
    if (stage.replaced) {
      return false;
    }
    List<String> texts =
        stage.base.map(Triggers::ofStage).orElseGet(() -> ofImage(bases.of(stage)));
    var triggers = new ArrayList<Instruction>();
    for (String text : texts) {
      triggers.add(parse(stage, text));
    }
    if (!triggers.isEmpty()) {
      graph.prepend(stage, triggers);
    }
    return triggers.stream().anyMatch(Triggers::hasSources);
  }

  private static List<String> ofStage(StageState base) {
    return base.steps.stream()
        .map(Step::instruction)
        .filter(Instruction.OnBuild.class::isInstance)
        .map(each -> ((Instruction.OnBuild) each).trigger())
        .toList();
  }

  private static List<String> ofImage(BaseImages.Base base) {
    return base.config().map(each -> each.config().onBuild()).orElse(List.of());
  }

  private static boolean hasSources(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Copy copy -> copy.from().isPresent();
      case Instruction.Run run -> !run.mounts().isEmpty();
      default -> false;
    };
  }

  private static Instruction parse(StageState stage, String text) {
    try {
      return Dockerfile.parseTrigger(text);
    } catch (DrydockException e) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "the base image "
                  + stage.baseName
                  + " has a trigger that cannot be read, "
                  + text
                  + ": "
                  + e.getMessage(),
              e)
          .at(stage.location);
    }
  }
}
