package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.build.rootfs.Accounts;
import io.drydock.build.run.NetworkFiles;
import io.drydock.linux.Isolation;
import io.drydock.linux.emulation.Emulation;
import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.store.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where commands of one step run: the layers below them, and a directory for what they write, in
 * which one command finds what the one before left.
 */
final class RunWorkspace implements AutoCloseable {
  private static final String DEFAULT_HOSTNAME = "buildkitsandbox";

  private final Environment environment;
  private final State state;
  private final Operation.Run operation;
  private final Result.Rootfs base;
  private final StepRoot root;
  private int uses;

  /**
   * @param operation whose mounts, variables, user and limits count
   * @param base what the commands start from
   */
  RunWorkspace(Environment environment, State state, Operation.Run operation, Result.Rootfs base)
      throws IOException {
    this.environment = environment;
    this.state = state;
    this.operation = operation;
    this.base = base;
    this.root = environment.confinement().root(base);
  }

  /** What is done with a sandbox while the step's mounts are there. */
  interface Use {
    void with(SandboxSpec sandbox) throws IOException, InterruptedException;
  }

  Operation.Run operation() {
    return operation;
  }

  Isolation isolation() {
    return environment.confinement().isolation();
  }

  /** The layer of what the commands changed. */
  Layers.Id layer() throws IOException {
    return root.layer();
  }

  void use(List<String> args, Use use) throws IOException, InterruptedException {
    Path own = Files.createDirectory(root.scratch().resolve("use" + uses++));
    try (var mounts = new RunMounts(environment, state, own)) {
      mounts.prepare(operation.mounts());
      use.with(specification(args, mounts));
    }
  }

  private SandboxSpec specification(List<String> args, RunMounts mounts) {
    Accounts.Identity user =
        Accounts.of(environment.access().view(base)).identity(operation.user());
    var env = new ArrayList<>(operation.env());
    if (env.stream().noneMatch(each -> each.startsWith("HOME="))) {
      env.add("HOME=" + user.home());
    }
    env.addAll(mounts.env());
    String hostname = operation.hostname().isEmpty() ? DEFAULT_HOSTNAME : operation.hostname();
    String directory = operation.workingDirectory();
    return new SandboxSpec(
        root.specification(),
        args,
        env,
        directory.isEmpty() ? "/" : directory,
        new SandboxSpec.User(user.uid(), user.gid(), user.groups()),
        hostname,
        operation.network() == Operation.Network.NONE
            ? SandboxSpec.Network.NONE
            : SandboxSpec.Network.HOST,
        operation.insecure() ? SandboxSpec.Security.INSECURE : SandboxSpec.Security.SANDBOX,
        withEmulator(mounts.mounts()),
        NetworkFiles.of(hostname, operation.extraHosts()),
        limits());
  }

  /** An emulator is there for all commands, and in no layer, like every mount. */
  private List<SandboxSpec.Mount> withEmulator(List<SandboxSpec.Mount> mounts) {
    String architecture = operation.platform().architecture();
    if (Emulation.isNative(architecture)) {
      return mounts;
    }
    var all = new ArrayList<>(mounts);
    Emulation.prepare(architecture)
        .ifPresent(path -> all.add(new SandboxSpec.Mount.Bind(path, path.toString(), true)));
    return all;
  }

  private SandboxSpec.Limits limits() {
    long shared =
        operation.shmBytes() > 0
            ? operation.shmBytes()
            : SandboxSpec.Limits.DEFAULT.sharedMemoryBytes();
    var resources = new ArrayList<SandboxSpec.ResourceLimit>();
    for (Operation.ResourceLimit each : operation.limits()) {
      var resource = SandboxSpec.Resource.valueOf(each.name().toUpperCase(Locale.ROOT));
      resources.add(new SandboxSpec.ResourceLimit(resource, each.soft(), each.hard()));
    }
    return new SandboxSpec.Limits(shared, resources);
  }

  @Override
  public void close() {
    root.close();
  }
}
