package io.drydock.build.plan;

import io.drydock.build.plan.Outline.Input;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Platform;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects an {@link Outline} stage by stage. */
final class Outliner {
  private final PlanRequest request;
  private final ShellLexer lexer;
  private final Map<String, String> globals;
  private final Map<String, Outline.Argument> arguments = new LinkedHashMap<>();
  private final Map<String, Input> secrets = new LinkedHashMap<>();
  private final Map<String, Input> ssh = new LinkedHashMap<>();
  private final Map<String, Input> caches = new LinkedHashMap<>();
  private final Map<StageState, Map<String, String>> environments = new HashMap<>();

  Outliner(PlanRequest request) {
    this.request = request;
    this.lexer = new ShellLexer(request.dockerfile().directives().escape());
    Platform platform =
        request.platforms().isEmpty() ? request.buildPlatform() : request.platforms().getFirst();
    this.globals = GlobalArguments.of(request, platform, lexer);
  }

  Outline outline() {
    StageGraph graph = StageGraph.of(request.dockerfile(), globals, lexer);
    StageState target = graph.target(request.target());
    List<Stage> stages = request.dockerfile().stages();
    List<StageState> needed = graph.neededBy(List.of(target));
    for (Stage each : stages) {
      StageState state = graph.declared().get(each.index());
      if (needed.contains(state)) {
        stage(each, state);
      }
    }
    Instruction.From from = stages.get(graph.declared().indexOf(target)).from();
    return new Outline(
        target.name,
        from.description(),
        arguments.values().stream()
            .sorted(Comparator.comparingInt(each -> each.location().line()))
            .toList(),
        List.copyOf(secrets.values()),
        List.copyOf(ssh.values()),
        List.copyOf(caches.values()));
  }

  private void stage(Stage stage, StageState state) {
    global(lexer.process(stage.from().base(), globals).matched());
    stage.from().platform().ifPresent(each -> global(lexer.process(each, globals).matched()));
    Map<String, String> environment =
        new HashMap<>(
            state.base.map(each -> environments.getOrDefault(each, Map.of())).orElse(Map.of()));
    for (Instruction each : stage.instructions()) {
      if (each instanceof Instruction.Arg arg) {
        arg.arguments().forEach(one -> argument(one, arg, environment));
      } else if (each instanceof Instruction.Env env) {
        Map<String, String> before = Map.copyOf(environment);
        for (Pair pair : env.pairs()) {
          environment.put(lexer.expand(pair.key(), before), lexer.expand(pair.value(), before));
        }
      } else if (each instanceof Instruction.Run run) {
        run.mounts().forEach(mount -> mount(mount, run, environment));
      }
    }
    environments.put(state, environment);
  }

  private void argument(
      Argument argument, Instruction.Arg declaration, Map<String, String> environment) {
    boolean inherits =
        argument.defaultValue().isEmpty() && !request.buildArgs().containsKey(argument.name());
    Optional<String> value =
        inherits
            ? Optional.ofNullable(globals.get(argument.name()))
            : Optional.ofNullable(request.buildArgs().get(argument.name()))
                .or(() -> argument.defaultValue().map(each -> lexer.expand(each, environment)));
    value.ifPresent(each -> environment.put(argument.name(), each));
    if (inherits && globals.containsKey(argument.name())) {
      global(Set.of(argument.name()));
      return;
    }
    arguments.putIfAbsent(argument.name(), shown(argument, value, declaration.source().location()));
  }

  /** Adds what stands before the first FROM under that name; predefined arguments stay out. */
  private void global(Set<String> names) {
    for (Instruction.Arg each : request.dockerfile().metaArgs()) {
      for (Argument one : each.arguments()) {
        if (names.contains(one.name())) {
          arguments.putIfAbsent(
              one.name(),
              shown(one, Optional.ofNullable(globals.get(one.name())), each.source().location()));
        }
      }
    }
  }

  private static Outline.Argument shown(
      Argument argument, Optional<String> value, SourceLocation location) {
    return new Outline.Argument(
        argument.name(), value.orElse(""), argument.description(), location);
  }

  private void mount(String flag, Instruction.Run run, Map<String, String> environment) {
    Mount mount = Mount.parse(flag, word -> lexer.expand(word, environment));
    SourceLocation location = run.source().location();
    switch (mount.type()) {
      case SECRET ->
          add(secrets, id(mount, ContainerPath.lastPart(mount.target())), mount, location);
      case SSH -> add(ssh, id(mount, "default"), mount, location);
      case CACHE -> add(caches, id(mount, mount.target()), mount, location);
      case BIND, TMPFS -> {
        // nothing that a user gives
      }
    }
  }

  private static String id(Mount mount, String otherwise) {
    String given = mount.id().isEmpty() ? mount.source() : mount.id();
    return given.isEmpty() || (mount.type() == Mount.Type.CACHE && mount.id().isEmpty())
        ? otherwise
        : given;
  }

  private static void add(
      Map<String, Input> inputs, String id, Mount mount, SourceLocation location) {
    boolean earlier = inputs.containsKey(id) && inputs.get(id).required();
    inputs.put(id, new Input(id, mount.required() || earlier, location));
  }
}
