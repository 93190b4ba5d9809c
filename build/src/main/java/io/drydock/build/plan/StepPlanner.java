package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans one step: adds an operation, or changes the image's config. */
record StepPlanner(StageWork work, Step step) {
  /** Arguments that speak to the builder and that no command sees. */
  private static final Set<String> SCANNER_SETTINGS =
      Set.of("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE");

  void plan() {
    switch (step.instruction()) {
      case Instruction.From from ->
          throw new DrydockException(ErrorKind.INTERNAL, "FROM inside a stage: " + from);
      case Instruction.Run run -> new RunPlanner(work, step).plan(run);
      case Instruction.Copy copy -> new TransferPlanner(work, step).copy(copy);
      case Instruction.Add add -> new TransferPlanner(work, step).add(add);
      case Instruction.Workdir workdir -> workdir(workdir);
      case Instruction.Arg arg -> arguments(arg);
      case Instruction.Env env -> env(env);
      case Instruction.Label label -> label(label);
      case Instruction.Expose expose -> expose(expose);
      case Instruction.Healthcheck check -> healthcheck(check);
      case Instruction.OnBuild onBuild -> image().onBuild.add(onBuild.trigger());
      case Instruction.Shell shell -> shell(shell);
      case Instruction.StopSignal signal -> stopSignal(signal);
      case Instruction.User user -> user(user);
      case Instruction.Volume volume -> volume(volume);
      case Instruction.Cmd cmd -> command(cmd);
      case Instruction.Entrypoint entrypoint -> entrypoint(entrypoint);
      case Instruction.Maintainer maintainer -> maintainer(maintainer);
    }
  }

  private ImageDraft image() {
    return work.result().image;
  }

  private void workdir(Instruction.Workdir instruction) {
    StageResult result = work.result();
    String wanted = work.expand(instruction.path());
    String path = ContainerPath.workingDirectory(result.workingDirectory(), wanted);
    result.image.workingDirectory = path;
    String clean = result.workingDirectory();
    if (clean.equals("/")) {
      work.record("WORKDIR " + path);
    } else {
      var operation = new Operation.MakeDirectory(result.root, clean, result.image.user);
      work.layer(operation, step, work.title(step), "WORKDIR " + path);
    }
  }

  private void arguments(Instruction.Arg instruction) {
    var shown = new ArrayList<String>();
    for (Argument each : instruction.arguments()) {
      Optional<String> value = value(each);
      if (!SCANNER_SETTINGS.contains(each.name())) {
        value.ifPresent(text -> work.result().env.put(each.name(), text));
      }
      work.result().arguments.put(each.name(), value);
      shown.add(each.name() + value.map(text -> "=" + text).orElse(""));
    }
    work.record("ARG " + String.join(" ", shown));
  }

  private Optional<String> value(Argument argument) {
    String given = work.scope().buildArgs().get(argument.name());
    if (given != null) {
      return Optional.of(given);
    }
    return argument.defaultValue().isPresent()
        ? argument.defaultValue().map(work::expand)
        : Optional.ofNullable(work.scope().arguments().get(argument.name()));
  }

  private void env(Instruction.Env instruction) {
    List<Pair> pairs = expand(instruction.pairs());
    for (Pair each : pairs) {
      work.result().env.put(each.key(), each.value());
      image().env.put(each.key(), each.value());
    }
    work.record("ENV " + joined(pairs));
  }

  private void label(Instruction.Label instruction) {
    List<Pair> pairs = expand(instruction.pairs());
    pairs.forEach(each -> image().labels.put(each.key(), each.value()));
    work.record("LABEL " + joined(pairs));
  }

  /** All sides see the variables as they were before the instruction. */
  private List<Pair> expand(List<Pair> pairs) {
    return pairs.stream()
        .map(each -> new Pair(work.expand(each.key()), work.expand(each.value()), each.legacy()))
        .toList();
  }

  private static String joined(List<Pair> pairs) {
    return String.join(" ", pairs.stream().map(each -> each.key() + "=" + each.value()).toList());
  }

  private void expose(Instruction.Expose instruction) {
    Map<String, String> env = work.result().env;
    List<String> ports =
        instruction.ports().stream()
            .flatMap(each -> work.scope().lexer().split(each, env).stream())
            .flatMap(each -> Ports.parse(each).stream())
            .toList();
    image().ports.addAll(ports);
    work.record("EXPOSE " + GoText.list(ports));
  }

  private void healthcheck(Instruction.Healthcheck instruction) {
    var check =
        new Healthcheck(
            instruction.test(),
            instruction.interval().toNanos(),
            instruction.timeout().toNanos(),
            instruction.startPeriod().toNanos(),
            instruction.startInterval().toNanos(),
            instruction.retries());
    image().healthcheck = Optional.of(check);
    work.record("HEALTHCHECK " + GoText.healthcheck(check));
  }

  private void shell(Instruction.Shell instruction) {
    image().shell = instruction.words();
    work.record("SHELL " + GoText.list(instruction.words()));
  }

  private void stopSignal(Instruction.StopSignal instruction) {
    String signal = work.expand(instruction.signal());
    Signals.check(signal);
    image().stopSignal = signal;
    work.record("STOPSIGNAL " + signal);
  }

  private void user(Instruction.User instruction) {
    image().user = work.expand(instruction.user());
    work.record("USER " + image().user);
  }

  private void volume(Instruction.Volume instruction) {
    List<String> paths = instruction.paths().stream().map(work::expand).toList();
    if (paths.contains("")) {
      throw new DrydockException(ErrorKind.INVALID, "VOLUME specified can not be an empty string");
    }
    image().volumes.addAll(paths);
    work.record("VOLUME " + GoText.list(paths));
  }

  private void command(Instruction.Cmd instruction) {
    List<String> words = words(instruction.command());
    image().command = Optional.of(words).filter(each -> !each.isEmpty());
    work.result().commandSet = true;
    work.record("CMD " + GoText.quotedList(words));
  }

  private void entrypoint(Instruction.Entrypoint instruction) {
    List<String> words = words(instruction.command());
    image().entrypoint = Optional.of(words).filter(each -> !each.isEmpty());
    if (!work.result().commandSet) {
      image().command = Optional.empty();
    }
    work.record("ENTRYPOINT " + GoText.quotedList(words));
  }

  private List<String> words(CommandLine command) {
    return command.shellForm() ? withShell(image(), command.words()) : command.words();
  }

  /** The words as one behind the shell of the image. */
  static List<String> withShell(ImageDraft image, List<String> words) {
    List<String> shell = image.shell.isEmpty() ? defaultShell(image) : image.shell;
    return Stream.concat(shell.stream(), Stream.of(String.join(" ", words))).toList();
  }

  private static List<String> defaultShell(ImageDraft image) {
    return image.platform.os().equals("windows")
        ? List.of("cmd", "/S", "/C")
        : List.of("/bin/sh", "-c");
  }

  private void maintainer(Instruction.Maintainer instruction) {
    image().author = instruction.author();
    work.record("MAINTAINER " + instruction.author());
  }
}
