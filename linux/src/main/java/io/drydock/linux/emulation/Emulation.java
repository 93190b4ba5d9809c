package io.drydock.linux.emulation;

import io.drydock.linux.Identities;
import io.drydock.linux.mount.NewMount;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Emulators for programs of other processors. What the host has registered is used; in a user
 * namespace of our own QEMU is registered where it is installed, which no other process sees. For
 * the whole host nothing is ever registered: that is its administrator's business.
 */
public final class Emulation {
  private static final int NEW_MOUNT_NAMESPACE = 0x20000;
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/usr/local/bin", "/usr/libexec/qemu-binfmt", "/bin");

  /** Our own registry, which lasts as long as it is open. */
  private static @Nullable Fd registry;

  private static final Set<String> registered = new HashSet<>();

  private Emulation() {}

  /** Whether this host's processor runs programs of the architecture (as Go names it) itself. */
  public static boolean isNative(String architecture) {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> architecture.equals("amd64") || architecture.equals("386");
      case "aarch64", "arm64" -> architecture.equals("arm64");
      default -> false;
    };
  }

  /**
   * Makes programs of the architecture run, if that can be done here.
   *
   * @return the emulator, where it has to be mounted at its own path for that
   */
  public static Optional<Path> prepare(String architecture) {
    Optional<Processor> processor = Processor.of(architecture);
    if (processor.isEmpty()) {
      return Optional.empty();
    }
    Optional<Handler> handler = Handler.of(processor.get());
    if (handler.isEmpty() && Identities.here() != Identities.ALL) {
      installed(processor.get()).ifPresent(qemu -> register(processor.get(), qemu));
    }
    return handler
        .filter(each -> !each.open())
        .map(Handler::interpreter)
        .filter(Files::isRegularFile);
  }

  /** What to do where there is no emulator for the architecture. */
  public static String advice(String architecture) {
    Optional<Processor> processor = Processor.of(architecture);
    if (processor.isEmpty()) {
      return "build on a host of that architecture";
    }
    String qemu = "qemu-" + processor.get().qemu() + "-static";
    return installed(processor.get()).isPresent()
        ? qemu
            + " is installed but the kernel does not know it: register it with 'systemctl restart"
            + " systemd-binfmt' or 'update-binfmts --enable', or run drydock as an ordinary user,"
            + " who has a registry of his own"
        : "install the emulator "
            + qemu
            + " (Debian: apt-get install qemu-user-static binfmt-support), or cross-compile in a"
            + " stage FROM --platform=$BUILDPLATFORM";
  }

  private static Optional<Path> installed(Processor processor) {
    for (String folder : FOLDERS) {
      Path program = Path.of(folder, "qemu-" + processor.qemu() + "-static");
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  private static synchronized void register(Processor processor, Path qemu) {
    if (!registered.add(processor.architecture())) {
      return;
    }
    // On a thread of its own, which may have a mount namespace of its own.
    Thread thread =
        Thread.ofPlatform().daemon().name("binfmt").unstarted(() -> write(processor, qemu));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Best effort: a kernel before 6.7 has one registry for all; the command then tells. */
  private static void write(Processor processor, Path qemu) {
    try (Arena arena = Arena.ofConfined()) {
      Fd open = registry;
      if (open == null) {
        Kernel.check(
            Kernel.call(SystemCall.UNSHARE, NEW_MOUNT_NAMESPACE), SystemCall.UNSHARE, "mounts");
        try (NewMount mount = NewMount.of("binfmt_misc")) {
          open = mount.mount(0);
        }
        registry = open;
      }
      String line = processor.registration(qemu.toString());
      byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
      MemorySegment text = arena.allocate(bytes.length);
      MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
      long file = FileCalls.open(open.number(), "register", Open.WRITE | Open.CLOEXEC, 0);
      try (var register = new Fd((int) Kernel.check(file, SystemCall.OPENAT, "register"))) {
        Kernel.check(
            FileCalls.write(register.number(), text), SystemCall.WRITE, "register " + qemu);
      }
    } catch (LinuxException e) {
      registered.remove(processor.architecture());
    }
  }
}
