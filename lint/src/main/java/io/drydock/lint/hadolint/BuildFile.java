package io.drydock.lint.hadolint;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.dockerfile.parser.Node;
import io.drydock.lint.DockerfileSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Dockerfile as stages of steps, with what holds at each: variables, shell, base stage. */
final class BuildFile {
  private final DockerfileSource source;
  private final TextLines lines;
  private final ShellPragmas pragmas;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, List<Stage>> byNames = new HashMap<>();
  private final Map<Stage, Variables> variablesAtEnd = new HashMap<>();
  private final Map<Stage, Shell> shellAtEnd = new HashMap<>();
  private final List<RunStep> runs = new ArrayList<>();

  private Variables arguments = Variables.NONE;
  private Variables variables = Variables.NONE;
  private Shell shell;

  BuildFile(DockerfileSource source) {
    this.source = source;
    this.lines = new TextLines(source.name(), source.text());
    this.pragmas = ShellPragmas.of(source);
    this.shell = pragmas.first();
    for (int i = 0; i < source.nodes().size(); i++) {
      add(source.nodes().get(i), source.instructions().get(i));
    }
    close();
  }

  DockerfileSource source() {
    return source;
  }

  TextLines lines() {
    return lines;
  }

  /** In file order; what stands before the first FROM comes first, if anything does. */
  List<Stage> stages() {
    return stages;
  }

  /** Every step, each FROM included, in file order. */
  List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (Stage stage : stages) {
      stage.from().ifPresent(steps::add);
      steps.addAll(stage.steps());
    }
    return steps;
  }

  /** Every RUN in file order, those behind ONBUILD included. */
  List<RunStep> runs() {
    return runs;
  }

  /** The stage that COPY --from means, among those before the stage: by name, or by number. */
  Optional<Stage> before(Stage stage, String reference) {
    String name = reference.toLowerCase(Locale.ROOT);
    Optional<Stage> byName =
        byNames.getOrDefault(name, List.of()).stream()
            .takeWhile(each -> each.index() < stage.index())
            .reduce((first, second) -> second);
    return byName.or(() -> byNumber(reference).filter(each -> each.index() < stage.index()));
  }

  private Optional<Stage> byNumber(String reference) {
    if (!reference.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int first = stages.getFirst().index();
    int place = Integer.parseInt(reference) - first;
    return place < stages.size() ? Optional.of(stages.get(place)) : Optional.empty();
  }

  private void add(Node node, Instruction written) {
    if (written instanceof Instruction.From from) {
      close();
      begin(from, node);
      return;
    }
    if (stages.isEmpty()) {
      stages.add(new Stage(-1, Optional.empty(), Optional.empty()));
    }
    shell = pragmas.before(node.line()).orElse(shell);
    Step step = step(node, written);
    stages.getLast().add(step);
    if (step instanceof RunStep run) {
      runs.add(run);
    }
    learn(step.instruction());
  }

  private Step step(Node node, Instruction written) {
    Instruction effective =
        written instanceof Instruction.OnBuild onBuild ? trigger(onBuild).orElse(written) : written;
    return effective instanceof Instruction.Run run
        ? new RunStep(run, node, written.source().location(), variables, lines, shell)
        : new Step(effective, node, written.source().location(), variables, lines);
  }

  private static Optional<Instruction> trigger(Instruction.OnBuild onBuild) {
    try {
      return Optional.of(Dockerfile.parseTrigger(onBuild.trigger()));
    } catch (DrydockException e) {
      // What no build could run is judged as the ONBUILD that it stands in.
      return Optional.empty();
    }
  }

  private void begin(Instruction.From from, Node node) {
    Optional<Stage> parent =
        Optional.ofNullable(byNames.get(from.base().toLowerCase(Locale.ROOT))).map(List::getLast);
    int index = stages.isEmpty() ? 0 : stages.getLast().index() + 1;
    var step = new Step(from, node, from.source().location(), arguments, lines);
    var stage = new Stage(index, Optional.of(step), parent);
    stages.add(stage);
    variables = parent.map(variablesAtEnd::get).orElse(arguments);
    shell =
        pragmas.before(node.line()).or(() -> parent.map(shellAtEnd::get)).orElse(pragmas.first());
  }

  private void close() {
    if (!stages.isEmpty()) {
      Stage stage = stages.getLast();
      variablesAtEnd.put(stage, variables);
      shellAtEnd.put(stage, shell);
      stage
          .name()
          .ifPresent(name -> byNames.computeIfAbsent(name, each -> new ArrayList<>()).add(stage));
    }
  }

  private void learn(Instruction instruction) {
    if (instruction instanceof Instruction.Env env) {
      for (Pair pair : env.pairs()) {
        variables = variables.with(pair.key(), Optional.of(Text.unquoted(pair.value())));
      }
    } else if (instruction instanceof Instruction.Arg arg) {
      for (Argument each : arg.arguments()) {
        Optional<String> value = each.defaultValue().map(Text::unquoted);
        variables = variables.with(each.name(), value);
        arguments = arguments.with(each.name(), value);
      }
    } else if (instruction instanceof Instruction.Shell words) {
      shell = new Shell(words.words());
    }
  }
}
