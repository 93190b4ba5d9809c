package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Threads;
import io.drydock.linux.HostSupport;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.Spawn;
import io.drydock.linux.syscall.SystemCall;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * From a specification to a command in a container of an OCI runtime (runc or crun). The root is
 * put together here, in a mount namespace that the runtime is started in; the runtime does the
 * rest.
 */
final class RuntimeStart {
  /** The variable that names another runtime. */
  private static final String VARIABLE = "DRYDOCK_OCI_RUNTIME";

  private static final List<String> RUNTIMES = List.of("runc", "crun");
  private static final List<String> FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final AtomicLong COUNTER = new AtomicLong();

  private final SandboxSpec spec;
  private final HostSupport host;
  private final StreamChannels channels;
  private final Descriptors descriptors = new Descriptors();
  private final RootAssembly assembly;
  private final String id =
      "drydock-%d-%d".formatted(ProcessHandle.current().pid(), COUNTER.incrementAndGet());
  private final Path runtime = runtime();
  private long pid;
  private @Nullable Throwable failure;

  RuntimeStart(SandboxSpec spec, HostSupport host, StreamChannels channels) {
    this.spec = spec;
    this.host = host;
    this.channels = channels;
    this.assembly = new RootAssembly(spec, host, descriptors);
  }

  /** The program of the runtime. */
  private static Path runtime() {
    String told = System.getenv().getOrDefault(VARIABLE, "");
    List<String> names = told.isEmpty() ? RUNTIMES : List.of(told);
    for (String name : names) {
      for (String folder : FOLDERS) {
        Path program = Path.of(folder).resolve(name);
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    throw new DrydockException(
        ErrorKind.UNSUPPORTED,
        "the isolation oci needs an OCI runtime: " + String.join(" or ", names),
        null,
        "install the package runc, or name another runtime in " + VARIABLE,
        null);
  }

  Sandbox.Running start(OutputStream stdout, OutputStream stderr) {
    Path state = stateDirectory();
    try {
      Thread starting = Thread.ofPlatform().name("drydock-runtime").start(() -> run(state));
      Threads.join(starting);
      descriptors.close();
      channels.closeCommandEnds();
      if (failure != null) {
        throw failure instanceof DrydockException known
            ? known
            : new DrydockException(ErrorKind.INTERNAL, "start the container: " + failure, failure);
      }
      var command = new RunningCommand(new Container(state), channels, () -> clean(state));
      command.drain(stdout, stderr);
      return command;
    } catch (RuntimeException e) {
      channels.closeOwnEnds();
      clean(state);
      throw e;
    }
  }

  private static Path stateDirectory() {
    try {
      return Files.createTempDirectory("drydock-oci");
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "make a temporary directory: " + e, e);
    }
  }

  /** What a thread does that leaves the host's mount namespace and ends. */
  private void run(Path state) {
    try (Arena arena = Arena.ofConfined()) {
      ProcessCalls.unshare(ProcessCalls.NEW_MOUNTS);
      Mounts.makePrivate();
      Kernel.call(SystemCall.UMASK, 0);
      RootAssembly.Assembled root = assembly.assembleForRuntime();
      Path staging = RootAssembly.privateDirectory(spec.root());
      Files.write(
          state.resolve("config.json"),
          new RuntimeConfig(spec, host.inUserNamespace())
              .write(staging.resolve("root"), root.workingDirectory()));
      pid = spawn(arena, state);
      if (pid < 0) {
        throw new LinuxException("run " + runtime, (int) -pid);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private long spawn(Arena arena, Path state) {
    List<String> command =
        List.of(
            runtime.toString(),
            "--root",
            state.resolve("state").toString(),
            "run",
            "--bundle",
            state.toString(),
            id);
    return new Spawn(arena, command, List.of("PATH=" + String.join(":", FOLDERS)))
        .duplicate(channels.command().input().number(), 0)
        .duplicate(channels.command().output().number(), 1)
        .duplicate(channels.command().errors().number(), 2)
        .closeFrom(3)
        .run(arena.allocateFrom(runtime.toString()));
  }

  /** Leaves nothing of the container but what the command wrote. */
  private void clean(Path state) {
    assembly.mountPoints().removeStubs(RootAssembly.ownFiles(spec.root()));
    RootDirectory.deleteTree(state);
    if (spec.root() instanceof SandboxSpec.Root.Overlay overlay) {
      empty(overlay.work());
    }
    for (SandboxSpec.Mount mount : spec.mounts()) {
      if (mount instanceof SandboxSpec.Mount.OverlayBind bind) {
        empty(bind.work());
      }
    }
  }

  private static void empty(Path directory) {
    try (RootDirectory open = RootDirectory.open(directory)) {
      open.delete("");
    }
  }

  /** The container by its name: to kill the runtime's process would leave the command running. */
  private final class Container implements CommandProcess {
    private final Path state;

    Container(Path state) {
      this.state = state;
    }

    @Override
    public int await() {
      return ProcessCalls.waitFor((int) pid);
    }

    @Override
    public void kill() {
      try (Arena arena = Arena.ofConfined()) {
        List<String> command =
            List.of(
                runtime.toString(),
                "--root",
                state.resolve("state").toString(),
                "delete",
                "--force",
                id);
        long killer =
            new Spawn(arena, command, List.of("PATH=" + String.join(":", FOLDERS)))
                .open(1, "/dev/null", 1)
                .open(2, "/dev/null", 1)
                .closeFrom(3)
                .run(arena.allocateFrom(runtime.toString()));
        if (killer > 0) {
          ProcessCalls.waitFor((int) killer);
        } else if (killer != -Errno.ESRCH.number()) {
          throw new LinuxException("kill the container " + id, (int) -killer);
        }
      }
    }

    @Override
    public void close() {}
  }
}
