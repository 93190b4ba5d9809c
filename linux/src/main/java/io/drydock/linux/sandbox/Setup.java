package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.sandbox.SandboxSpec.Network;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.SystemCall;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The thread that becomes the sandbox. It is a platform thread of its own, which leaves the host's
 * namespaces, starts the command in those that it made, and ends.
 */
final class Setup implements Runnable {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final short IFF_UP_RUNNING = 0x41;
  private static final int IFREQ_SIZE = 40;
  private static final int IFREQ_FLAGS = 16;

  private final SandboxSpec spec;
  private final StandardStreams streams;
  private final Gate gate;
  private final RootAssembly assembly;
  private final Watch watch = new Watch();

  private RootAssembly.@Nullable Assembled root;
  private @Nullable Launch launch;
  private @Nullable Throwable failure;

  Setup(SandboxSpec spec, StandardStreams streams, Gate gate, RootAssembly assembly) {
    this.spec = spec;
    this.streams = streams;
    this.gate = gate;
    this.assembly = assembly;
  }

  @Override
  public void run() {
    try (Arena arena = Arena.ofConfined()) {
      leaveHost();
      RootAssembly.Assembled assembled = assembly.assemble();
      root = assembled;
      int threadId = ProcessCalls.threadId();
      launch = new Launch(arena, spec, assembled, streams, () -> gate.spawning(threadId));
      launch.run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      gate.over();
    }
  }

  private void leaveHost() throws IOException {
    boolean ownNetwork = spec.network() == Network.NONE;
    ProcessCalls.unshare(
        ProcessCalls.NEW_MOUNTS
            | ProcessCalls.NEW_IPC
            | ProcessCalls.NEW_HOSTNAME
            | ProcessCalls.NEW_CGROUPS
            | (ownNetwork ? ProcessCalls.NEW_NETWORK : 0));
    watch.begin();
    Mounts.makePrivate();
    Kernel.call(SystemCall.UMASK, 0);
    ProcessCalls.setHostname(spec.hostname());
    if (ownNetwork) {
      bringLoopbackUp();
    }
  }

  private static void bringLoopbackUp() {
    long socket = Kernel.call(SystemCall.SOCKET, AF_INET, SOCK_DGRAM_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined();
        Fd _ = new Fd((int) Kernel.check(socket, SystemCall.SOCKET, "AF_INET"))) {
      MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
      request.setString(0, "lo", StandardCharsets.US_ASCII);
      request.set(ValueLayout.JAVA_SHORT, IFREQ_FLAGS, IFF_UP_RUNNING);
      Kernel.check(
          Kernel.call(SystemCall.IOCTL, socket, SIOCSIFFLAGS, request.address()),
          SystemCall.IOCTL,
          "SIOCSIFFLAGS of lo");
    }
  }

  /** The FIFO's directory, once the command is about to be started. */
  Fd staging() {
    return Objects.requireNonNull(root).staging();
  }

  /** To be asked by another thread when this one has ended: the command's process number. */
  int result() {
    if (failure instanceof DrydockException known) {
      throw known;
    }
    if (failure != null || launch == null) {
      throw new DrydockException(ErrorKind.INTERNAL, "start the sandbox: " + failure, failure);
    }
    return launch.result(spec);
  }

  /** The sandbox's entry with the watchdog; ended by whoever waits for the command. */
  Watch watch() {
    return watch;
  }

  /** The time during which the watchdog knows the sandbox. */
  static final class Watch {
    private String namespace = "";
    private @Nullable Fd held;

    private void begin() throws IOException {
      Path link = Path.of("/proc/thread-self/ns/uts");
      namespace = Files.readSymbolicLink(link).toString();
      long fd = FileCalls.open(FileCalls.CWD, link.toString(), Open.READ, 0);
      if (fd < 0) {
        throw new LinuxException("open \"" + link + "\"", (int) -fd);
      }
      held = new Fd((int) fd);
      Watchdog.instance().add(namespace);
    }

    void end() {
      if (held != null) {
        Watchdog.instance().remove(namespace);
        held.close();
        held = null;
      }
    }
  }
}
