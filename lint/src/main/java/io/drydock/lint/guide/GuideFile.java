package io.drydock.lint.guide;

import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.parser.Heredoc;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.DockerfileSource.Section;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Dockerfile as stages that know what they begin with.
 *
 * @param stages in file order
 * @param arguments before the first FROM, with their defaults
 */
record GuideFile(DockerfileSource source, List<BuildStage> stages, Map<String, String> arguments) {

  static GuideFile of(DockerfileSource source) {
    var sections = new ArrayList<>(source.sections());
    Map<String, String> arguments = new HashMap<>();
    boolean startsWithArguments =
        sections.size() > 1
            && sections.getFirst().from().isEmpty()
            && sections.getFirst().instructions().stream()
                .allMatch(Instruction.Arg.class::isInstance);
    if (startsWithArguments) {
      sections.removeFirst().instructions().forEach(each -> declare(each, arguments));
    }
    Set<Integer> shipped = shipped(sections);
    var stages = new ArrayList<BuildStage>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      stages.add(
          new BuildStage(
              section.from(),
              parent(sections, i).map(stages::get),
              section.instructions().stream().map(GuideFile::step).toList(),
              shipped.contains(i),
              i == sections.size() - 1));
    }
    return new GuideFile(source, stages, arguments);
  }

  private static void declare(Instruction instruction, Map<String, String> into) {
    if (instruction instanceof Instruction.Arg arg) {
      for (Argument each : arg.arguments()) {
        each.defaultValue().ifPresent(value -> into.put(each.name(), value.replace("\"", "")));
      }
    }
  }

  /** The index of the earlier stage that the stage begins with. */
  private static Optional<Integer> parent(List<Section> sections, int index) {
    Optional<String> base = sections.get(index).from().map(Instruction.From::base);
    for (int i = index - 1; i >= 0; i--) {
      Optional<String> name = sections.get(i).from().flatMap(Instruction.From::name);
      if (name.isPresent() && name.equals(base)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static Set<Integer> shipped(List<Section> sections) {
    Set<Integer> shipped = new HashSet<>();
    Optional<Integer> next =
        sections.isEmpty() ? Optional.empty() : Optional.of(sections.size() - 1);
    while (next.isPresent()) {
      shipped.add(next.get());
      next = parent(sections, next.get());
    }
    return shipped;
  }

  private static BuildStage.Step step(Instruction instruction) {
    return new BuildStage.Step(
        instruction,
        instruction instanceof Instruction.Run run ? commands(run.command()) : List.of());
  }

  /** The commands that a command line comes to. */
  static List<ShellCommand> commands(CommandLine line) {
    if (!line.shellForm()) {
      return ShellScript.ofWords(line.words()).commands();
    }
    return ShellScript.read(
            line.script().map(Heredoc::text).orElseGet(() -> String.join(" ", line.words())))
        .commands();
  }

  /** The stage that is built by default. */
  Optional<BuildStage> last() {
    return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
  }

  /** The image that the FROM names, with the defaults of arguments in it; empty for a stage. */
  Optional<String> image(Instruction.From from) {
    return isStage(from.base()) || from.base().equals("scratch")
        ? Optional.empty()
        : Optional.of(new ShellLexer('\\').withUnsetVariablesKept().expand(from.base(), arguments));
  }

  /** Whether a stage of the file has the name. */
  boolean isStage(String name) {
    return stages.stream()
        .anyMatch(each ->
            each.from().flatMap(Instruction.From::name).filter(name::equalsIgnoreCase).isPresent());
  }
}
