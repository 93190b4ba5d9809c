package io.drydock.lint.guide;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.shell.ShellCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A stage with the commands that its RUNs call.
 *
 * @param from absent where a part of a file begins without one
 * @param parent the earlier stage that it begins with
 * @param steps its own, in file order
 * @param shipped whether its layers reach the image that is built by default
 * @param last whether it is that image
 */
record BuildStage(
    Optional<Instruction.From> from,
    Optional<BuildStage> parent,
    List<Step> steps,
    boolean shipped,
    boolean last) {
  private static final List<String> WHOLE = List.of(".", "./", "*", "./*", "/");
  private static final List<String> TOOLING =
      List.of("build", "dev", "test", "deps", "lint", "debug", "ci");

  /**
   * One instruction.
   *
   * @param commands of a RUN, otherwise empty
   */
  record Step(Instruction instruction, List<ShellCommand> commands) {
    /** The commands that run the program. */
    List<ShellCommand> calls(String... programs) {
      List<String> names = List.of(programs);
      return commands.stream().filter(each -> names.contains(each.program())).toList();
    }

    /** Whether it copies the whole context. */
    boolean copiesContext() {
      return switch (instruction) {
        case Instruction.Copy copy when copy.from().isEmpty() ->
            copy.transfer().sources().stream().anyMatch(WHOLE::contains);
        case Instruction.Add add -> add.transfer().sources().stream().anyMatch(WHOLE::contains);
        default -> false;
      };
    }
  }

  /** The steps of the stages that it begins with, and its own. */
  List<Step> lineage() {
    var stages = new ArrayDeque<BuildStage>();
    for (Optional<BuildStage> each = Optional.of(this); each.isPresent(); ) {
      stages.push(each.get());
      each = each.get().parent();
    }
    var all = new ArrayList<Step>();
    stages.forEach(each -> all.addAll(each.steps()));
    return all;
  }

  /** The FROM that names an image: its own, or that of the stage that it begins with. */
  Optional<Instruction.From> root() {
    BuildStage first = this;
    while (first.parent().isPresent()) {
      first = first.parent().get();
    }
    return first.from();
  }

  /** Whether it is the image that is built by default, and that image runs something. */
  boolean isProgram() {
    return last && from.isPresent() && lineage().stream().anyMatch(BuildStage::isCommand);
  }

  private static boolean isCommand(Step step) {
    return step.instruction() instanceof Instruction.Cmd
        || step.instruction() instanceof Instruction.Entrypoint;
  }

  /** Whether its name says that nobody ships it. */
  boolean isTooling() {
    String name = from.flatMap(Instruction.From::name).orElse("").toLowerCase(Locale.ROOT);
    return TOOLING.stream().anyMatch(name::contains);
  }

  /** Whether ENV sets the variable to the value anywhere in its lineage. */
  boolean sets(String name, String value) {
    for (Step step : lineage()) {
      if (step.instruction() instanceof Instruction.Env env
          && env.pairs().stream()
              .anyMatch(each ->
                  each.key().equals(name) && each.value().replace("\"", "").equals(value))) {
        return true;
      }
    }
    return false;
  }
}
