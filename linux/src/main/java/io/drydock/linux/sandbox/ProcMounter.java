package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.HostSupport;
import io.drydock.linux.mount.MountAttributes;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.mount.NewMount;
import io.drydock.linux.sandbox.SandboxSpec.ResourceLimit;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that mounts /proc for the command and sets its limits, at the one moment when that can
 * be done: when the pid namespace has its first process, and before that has executed the command.
 * It waits meanwhile at a FIFO, which this thread opens when it is done.
 */
final class ProcMounter implements Runnable {
  private static final long POLL_NANOS = 20_000;
  private static final long NO_PRIVILEGES =
      MountAttributes.NO_SETUID | MountAttributes.NO_DEVICES | MountAttributes.NO_EXECUTE;

  private static final ResourceLimit OPEN_FILES =
      new ResourceLimit(SandboxSpec.Resource.NOFILE, 1_048_576, 1_048_576);

  /** Read beforehand: no class can be loaded once the thread has another root. */
  private static final List<String> HIDDEN = Confinement.HIDDEN_PATHS;

  private static final List<String> READ_ONLY = Confinement.READ_ONLY_PATHS;

  static {
    LinuxException.load();
  }

  private final SandboxSpec spec;
  private final HostSupport host;
  private final Gate gate;
  private final Supplier<Fd> staging;
  private final Path mountPlace;
  private int child;
  private @Nullable Throwable failure;

  /**
   * @param staging the directory with the FIFO, once a command is about to be started
   * @param mountPlace a directory that nobody else uses
   */
  ProcMounter(
      SandboxSpec spec, HostSupport host, Gate gate, Supplier<Fd> staging, Path mountPlace) {
    this.spec = spec;
    this.host = host;
    this.gate = gate;
    this.staging = staging;
    this.mountPlace = mountPlace;
  }

  @Override
  public void run() {
    try (Descriptors descriptors = new Descriptors()) {
      if (host.inUserNamespace()) {
        // In the one it is in it has no rights, and in the sandbox's no other /proc to show for.
        ProcessCalls.unshare(ProcessCalls.NEW_MOUNTS);
      }
      int threadId = gate.awaitSpawning();
      if (threadId != 0) {
        mount(Path.of("/proc/self/task/" + threadId), descriptors);
      }
    } catch (Throwable e) {
      failure = e;
      if (child != 0) {
        Kernel.call(SystemCall.KILL, child, ProcessCalls.SIGKILL);
      }
      openGate();
    }
  }

  /** Throws what went wrong, to be asked by another thread when this one has ended. */
  void check() {
    if (failure instanceof DrydockException known) {
      throw known;
    }
    if (failure != null) {
      throw new DrydockException(ErrorKind.INTERNAL, "mount /proc: " + failure, failure);
    }
  }

  private void mount(Path thread, Descriptors descriptors) throws IOException {
    Fd pids = awaitNamespace(thread.resolve("ns/pid_for_children"), descriptors);
    if (pids.number() < 0) {
      return;
    }
    child = childOf(thread);
    if (child != 0) {
      limit();
    }
    Fd mounts = descriptors.keep(open(thread.resolve("ns/mnt")));
    Fd proc = descriptors.keep(procOf(pids));
    ProcessCalls.unshare(ProcessCalls.OWN_DIRECTORIES);
    ProcessCalls.enter(mounts, ProcessCalls.NEW_MOUNTS);
    Mounts.attach(proc, "/proc");
    if (spec.security() == Security.SANDBOX) {
      hide();
      protect();
    }
    openGate();
  }

  /** The namespace shows under this name only when it has a process; -1 when it never gets one. */
  private Fd awaitNamespace(Path link, Descriptors descriptors) {
    long fd;
    while ((fd = FileCalls.open(FileCalls.CWD, link.toString(), Open.READ, 0)) < 0) {
      if (gate.isOver()) {
        return new Fd(-1);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return descriptors.keep(new Fd((int) fd));
  }

  /** A detached /proc of a pid namespace. */
  private Fd procOf(Fd pids) {
    if (host.kernel().isAtLeast(6, 17)) {
      try (NewMount proc = NewMount.of("proc")) {
        if (proc.tryOption("pidns", pids.path()) == 0) {
          return proc.mount(NO_PRIVILEGES);
        }
      }
    }
    return ProcMountProcess.mount(pids, mountPlace);
  }

  /** The process that waits at the gate; 0 where the kernel does not list children. */
  private static int childOf(Path thread) throws IOException {
    Path list = thread.resolve("children");
    String children = Files.exists(list) ? Files.readString(list).strip() : "";
    return children.isEmpty() ? 0 : Integer.parseInt(children);
  }

  private void limit() {
    apply(OPEN_FILES); // as far as it goes: in a container it may not be ours to raise
    for (ResourceLimit limit : spec.limits().resources()) {
      long result = apply(limit);
      if (result < 0) {
        throw new LinuxException("limit " + limit.resource() + " of the command", (int) -result);
      }
    }
  }

  private long apply(ResourceLimit limit) {
    return ProcessCalls.limit(child, limit.resource().number(), limit.soft(), limit.hard());
  }

  /** Files are covered by /dev/null, directories by an empty one. */
  private static void hide() {
    for (String path : HIDDEN) {
      if (FileStatus.of(FileCalls.CWD, path) instanceof FileStatus.Lookup.Found(var status)) {
        cover(status.isDirectory() ? emptyDirectory() : Mounts.copyOf("/dev/null", false), path);
      }
    }
  }

  private static Fd emptyDirectory() {
    try (NewMount tmpfs = NewMount.of("tmpfs").option("nr_inodes", "2")) {
      return tmpfs.mount(MountAttributes.READ_ONLY);
    }
  }

  private static void protect() {
    for (String path : READ_ONLY) {
      if (FileStatus.of(FileCalls.CWD, path) instanceof FileStatus.Lookup.Found) {
        Fd copy = Mounts.copyOf(path, true);
        Mounts.addAttributes(copy, NO_PRIVILEGES | MountAttributes.READ_ONLY, true);
        cover(copy, path);
      }
    }
  }

  private static void cover(Fd mount, String path) {
    try (mount) {
      Mounts.attach(mount, path);
    }
  }

  private static Fd open(Path path) {
    long fd = FileCalls.open(FileCalls.CWD, path.toString(), Open.READ, 0);
    if (fd < 0) {
      throw new LinuxException("open \"" + path + "\"", (int) -fd);
    }
    return new Fd((int) fd);
  }

  /** Opens the FIFO, once its other side waits there; it need not live that long. */
  private void openGate() {
    int flags = Open.WRITE | Open.NONBLOCK;
    long fd;
    do {
      fd = FileCalls.open(staging.get().number(), RootAssembly.GATE, flags, 0);
      if (fd == -Errno.ENXIO.number()) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    } while (fd == -Errno.ENXIO.number() && !gate.isOver());
    if (fd >= 0) {
      new Fd((int) fd).close();
    }
  }
}
