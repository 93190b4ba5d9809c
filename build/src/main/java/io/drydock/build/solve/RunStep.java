package io.drydock.build.solve;

import io.drydock.build.BuildEvent;
import io.drydock.build.StepFailedException;
import io.drydock.build.plan.Operation;
import io.drydock.build.rootfs.Accounts;
import io.drydock.build.run.CommandLog;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.emulation.Emulation;
import io.drydock.linux.sandbox.CommandStartException;
import io.drydock.linux.sandbox.Sandbox;
import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.linux.syscall.Errno;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs a command over its base and makes a layer of what it changed. */
final class RunStep implements Step {
  private final Environment environment;
  private final State state;
  private final Operation.Run operation;
  private final Result.Rootfs base;
  private final RunInputs inputs;
  private final StepKey key =
      new StepKey() {
        @Override
        String with(LayerNames names) throws IOException {
          return definition(names);
        }
      };
  private final StepKey contentKey =
      new StepKey() {
        @Override
        String with(LayerNames names) throws IOException {
          return content(names);
        }
      };

  RunStep(Environment environment, State state, Operation.Run operation) {
    this.environment = environment;
    this.state = state;
    this.operation = operation;
    this.base = LayerWriting.rootfs(state.resultOf(operation.base()));
    this.inputs = new RunInputs(environment, state, operation);
  }

  @Override
  public boolean looksUpFast() {
    return inputs.haveIdentities();
  }

  @Override
  public Optional<Result> lookUp() throws IOException {
    return environment.cache().find(key).map(base::with);
  }

  @Override
  public String claim() throws IOException {
    return key.local();
  }

  @Override
  public Map<String, String> files() throws IOException {
    return inputs.files();
  }

  @Override
  public List<StepKey> keys() {
    return inputs.areEmpty() ? List.of(key) : List.of(key, contentKey);
  }

  private String definition(LayerNames names) throws IOException {
    var parts = new ArrayList<String>();
    parts.add(Keys.identity(base, names));
    parts.addAll(inputs.identities(names));
    return Keys.of(operation, parts);
  }

  @Override
  public Outcome carryOut() throws IOException, InterruptedException {
    if (!inputs.areEmpty() && !state.node.ignoreCache()) {
      Optional<Result.Layer> known = environment.cache().find(contentKey);
      if (known.isPresent()) {
        environment.cache().remember(key, known.get(), state.node.title());
        return new Outcome(base.with(known.get()), true);
      }
    }
    Result.Layer layer = run();
    environment.cache().remember(key, layer, state.node.title());
    if (!inputs.areEmpty()) {
      environment.cache().remember(contentKey, layer, state.node.title());
    }
    return new Outcome(base.with(layer), false);
  }

  private String content(LayerNames names) throws IOException {
    return Keys.of("by content", Keys.identity(base, names), Keys.of(operation, inputs.contents()));
  }

  private Result.Layer run() throws IOException, InterruptedException {
    checkUser();
    boolean kept = false;
    var workspace = new RunWorkspace(environment, state, operation, base);
    try {
      workspace.use(operation.args(), this::execute);
      return new Result.Layer(
          workspace.layer(), Optional.of(environment.created()), Optional.empty());
    } catch (StepFailedException e) {
      kept = keep(workspace);
      throw e;
    } finally {
      if (!kept) {
        workspace.close();
      }
    }
  }

  private boolean keep(RunWorkspace workspace) {
    Optional<Inspector> inspector = environment.inspector();
    return inspector.isPresent() && inspector.get().take(state.vertex.name(), workspace);
  }

  private void checkUser() {
    try {
      Accounts.of(environment.access().view(base)).identity(operation.user());
    } catch (DrydockException e) {
      throw failure(e.getMessage(), 1, List.of());
    }
  }

  private void execute(SandboxSpec specification) throws InterruptedException {
    var log =
        new CommandLog((stream, bytes, offset, length) ->
            environment.progress().log(state.vertex, stream, bytes, offset, length));
    Sandbox.Result result;
    try {
      Sandbox.Running running =
          Sandbox.start(
              environment.confinement().isolation(),
              specification,
              InputStream.nullInputStream(),
              log.stream(BuildEvent.Stream.STDOUT),
              log.stream(BuildEvent.Stream.STDERR));
      result = await(running);
    } catch (CommandStartException e) {
      checkEmulator(e);
      throw failure(e.getMessage(), e.exitCode(), log.lastLines());
    }
    if (result.exitCode() != 0) {
      String reason = "exit code: " + result.exitCode();
      throw failure(
          result.outOfMemory() ? "cannot allocate memory: " + reason : reason,
          result.exitCode(),
          log.lastLines());
    }
  }

  /** A program for another processor that the kernel does not know how to run. */
  private void checkEmulator(CommandStartException e) {
    Platform platform = operation.platform();
    boolean unknown = e.getMessage().toLowerCase(Locale.ROOT).contains(Errno.ENOEXEC.message());
    if (unknown && !Emulation.isNative(platform.architecture())) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "RUN for " + platform + " needs an emulator, and this host has none: " + e.getMessage(),
          state.node.location().orElse(null),
          Emulation.advice(platform.architecture()),
          e);
    }
  }

  private static Sandbox.Result await(Sandbox.Running running) throws InterruptedException {
    try {
      return running.await();
    } catch (InterruptedException e) {
      running.kill();
      // The root file system must not be taken away under a command that still ends.
      awaitEnd(running);
      throw e;
    }
  }

  private static void awaitEnd(Sandbox.Running running) {
    boolean ended = false;
    while (!ended) {
      try {
        running.await();
        ended = true;
      } catch (InterruptedException e) {
        // Killed already: it ends soon.
      }
    }
  }

  private StepFailedException failure(String reason, int exitCode, List<String> lastLines) {
    return new StepFailedException(
        state.vertex.name(),
        "process \""
            + String.join(" ", operation.args())
            + "\" did not complete successfully: "
            + reason,
        exitCode,
        state.node.location(),
        lastLines);
  }
}
