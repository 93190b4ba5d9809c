package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.core.Suggestion;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Platform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stages of a Dockerfile and which of them needs which. Not thread-safe. */
final class StageGraph {
  private final Map<String, String> arguments;
  private final ShellLexer lexer;

  /** The stages in file order, then the images that instructions name, as they are met. */
  private final List<StageState> states = new ArrayList<>();

  private final Map<String, StageState> byName = new HashMap<>();
  private final int declared;

  private StageGraph(Dockerfile dockerfile, Map<String, String> arguments, ShellLexer lexer) {
    this.arguments = arguments;
    this.lexer = lexer;
    for (Stage each : dockerfile.stages()) {
      add(each);
    }
    declared = states.size();
    for (Stage each : dockerfile.stages()) {
      StageState state = states.get(each.index());
      each.instructions().forEach(one -> append(state, one, one.source().location(), false));
    }
    checkCycles();
    if (states.size() == 1) {
      states.getFirst().label = "";
    }
  }

  /**
   * The graph of the file's stages.
   *
   * @param arguments what FROM may use
   * @throws DrydockException of kind INVALID for a FROM without a base and for circles
   */
  static StageGraph of(Dockerfile dockerfile, Map<String, String> arguments, ShellLexer lexer) {
    return new StageGraph(dockerfile, arguments, lexer);
  }

  private void add(Stage stage) {
    Instruction.From from = stage.from();
    SourceLocation location = from.source().location();
    try {
      String base = base(from);
      Optional<Platform> platform = from.platform().map(this::platform);
      // Only FROM is particular about case: names are kept in lower case, and looked up as written.
      Optional<StageState> earlier = Optional.ofNullable(byName.get(base));
      var state = new StageState(base, from.name().orElse(""), location, platform, earlier, true);
      if (state.name.isEmpty()) {
        state.label = "stage-" + stage.index();
      } else {
        byName.put(state.name, state);
      }
      states.add(state);
    } catch (DrydockException e) {
      throw e.at(location);
    }
  }

  private String base(Instruction.From from) {
    ShellLexer.Result base = lexer.process(from.base(), arguments);
    if (base.text().isEmpty()) {
      throw suggest(
          new DrydockException(
              ErrorKind.INVALID, "base name (" + from.base() + ") should not be blank"),
          base.unmatched(),
          "Give it a value with --build-arg, or a default in an ARG before the first FROM.");
    }
    return base.text();
  }

  private Platform platform(String written) {
    ShellLexer.Result result = lexer.process(written, arguments);
    try {
      if (result.text().isEmpty()) {
        throw new DrydockException(
            ErrorKind.INVALID, "empty platform value from expression " + written);
      }
      return Platform.parse(result.text());
    } catch (DrydockException e) {
      throw suggest(e, result.unmatched(), "Platforms are written os/arch, as linux/arm64.");
    }
  }

  private DrydockException suggest(DrydockException error, Set<String> unknown, String otherwise) {
    for (String each : unknown) {
      var close = Suggestion.closest(each, List.copyOf(arguments.keySet()));
      if (close.isPresent()) {
        return error.withHint("Did you mean $" + close.get() + "?");
      }
    }
    return error.withHint(otherwise);
  }

  /** Puts the triggers of the base in front of a stage's steps. */
  void prepend(StageState state, List<Instruction> triggers) {
    List<Step> own = List.copyOf(state.steps);
    state.steps.clear();
    triggers.forEach(each -> append(state, each, state.location, true));
    state.steps.addAll(own);
  }

  private void append(
      StageState state, Instruction instruction, SourceLocation location, boolean onBuild) {
    List<Optional<StageState>> sources;
    try {
      sources = sources(instruction, location);
    } catch (DrydockException e) {
      throw e.at(location);
    }
    for (Optional<StageState> each : sources) {
      each.ifPresent(source -> state.dependencies.putIfAbsent(source, location));
    }
    state.steps.add(new Step(instruction, location, sources, onBuild));
  }

  private List<Optional<StageState>> sources(Instruction instruction, SourceLocation location) {
    return switch (instruction) {
      case Instruction.Copy copy when copy.from().isPresent() ->
          List.of(Optional.of(copySource(copy.from().get(), location)));
      case Instruction.Run run ->
          run.mounts().stream()
              .map(each -> Mount.from(each).map(from -> stageOrImage(from, location)))
              .toList();
      default -> List.of();
    };
  }

  private StageState copySource(String from, SourceLocation location) {
    if (!lexer.expand(from, Map.of()).equals(from)) {
      throw new DrydockException(
              ErrorKind.INVALID, "variable expansion is not supported for --from")
          .withHint("Define a stage with FROM and an ARG from before the first FROM, and name it.");
    }
    if (!from.isEmpty() && from.length() < 10 && from.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = Integer.parseInt(from);
      if (index >= declared) {
        throw new DrydockException(ErrorKind.INVALID, "invalid stage index " + index)
            .withHint("There are " + declared + " stages, counted from 0.");
      }
      return states.get(index);
    }
    return stageOrImage(from, location);
  }

  private StageState stageOrImage(String name, SourceLocation location) {
    StageState stage = byName.get(name.toLowerCase(Locale.ROOT));
    if (stage != null) {
      return stage;
    }
    StageState image = StageState.image(name, location);
    states.add(image);
    return image;
  }

  /**
   * The stage to build.
   *
   * @param name by name or index; empty for the last
   * @throws DrydockException of kind NOT_FOUND when there is none
   */
  StageState target(String name) {
    if (name.isEmpty()) {
      return states.get(declared - 1);
    }
    StageState byItsName = byName.get(name.toLowerCase(Locale.ROOT));
    if (byItsName != null) {
      return byItsName;
    }
    if (name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int index = Integer.parseInt(name);
      if (index < declared) {
        return states.get(index);
      }
    }
    throw new DrydockException(
            ErrorKind.NOT_FOUND, "target stage \"" + name + "\" could not be found")
        .withHint(
            Suggestion.closestIgnoringCase(name, names())
                .map(close -> "Did you mean " + close + "?")
                .orElse(
                    names().isEmpty()
                        ? "No stage has a name."
                        : "Stages: " + String.join(", ", names())));
  }

  /** How stages are called, for messages. */
  List<String> names() {
    return states.stream()
        .limit(declared)
        .map(each -> each.name.isEmpty() ? each.label : each.name)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** All stages and images, in file order. */
  List<StageState> all() {
    return Collections.unmodifiableList(states);
  }

  /** The stages that stand in the file as such. */
  List<StageState> declared() {
    return List.copyOf(states.subList(0, declared));
  }

  /** What the targets need, themselves included: images first, then stages in file order. */
  List<StageState> neededBy(Collection<StageState> targets) {
    Set<StageState> seen = new HashSet<>(targets);
    Deque<StageState> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (StageState each : open.pop().needs()) {
        if (seen.add(each)) {
          open.push(each);
        }
      }
    }
    var needed =
        new ArrayList<>(
            states.stream().filter(each -> !each.declared && seen.contains(each)).toList());
    states.stream().filter(each -> each.declared && seen.contains(each)).forEach(needed::add);
    return needed;
  }

  /**
   * Refuses stages that need each other; depth first, but without recursion, since a chain of
   * stages may be thousands long.
   */
  void checkCycles() {
    Set<StageState> done = new HashSet<>();
    for (StageState start : states) {
      Deque<Visit> path = new ArrayDeque<>();
      Set<StageState> onPath = new HashSet<>();
      enter(start, path, onPath, done);
      while (!path.isEmpty()) {
        Visit visit = path.peek();
        if (!visit.needs.hasNext()) {
          onPath.remove(visit.state);
          path.pop();
          continue;
        }
        StageState next = visit.needs.next();
        if (onPath.contains(next)) {
          throw circular(visit.state, next);
        }
        enter(next, path, onPath, done);
      }
    }
  }

  private record Visit(StageState state, Iterator<StageState> needs) {}

  private static void enter(
      StageState state, Deque<Visit> path, Set<StageState> onPath, Set<StageState> done) {
    if (done.add(state)) {
      onPath.add(state);
      path.push(new Visit(state, state.needs().iterator()));
    }
  }

  private static DrydockException circular(StageState user, StageState used) {
    return new DrydockException(
            ErrorKind.INVALID, "circular dependency detected on stage: " + used.label)
        .at(user.dependencies.getOrDefault(used, user.location))
        .withHint("A stage can only use files of stages that do not need it themselves.");
  }
}
