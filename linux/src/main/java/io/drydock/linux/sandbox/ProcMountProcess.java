package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.ProcessCalls;
import io.drydock.linux.syscall.Spawn;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Mounts the /proc of a pid namespace by a process in it: the way for kernels before 6.18, where
 * only a member of the namespace can. The host's {@code mount} is that process, in a mount
 * namespace that nobody sees; a copy of the mount is carried out of it by descriptor.
 */
final class ProcMountProcess {
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/bin/mount"), Path.of("/usr/bin/mount"));

  private ProcMountProcess() {}

  /** Changes the calling thread's mount namespace, and the pid namespace of its children. */
  static Fd mount(Fd pids, Path place) {
    ProcessCalls.unshare(ProcessCalls.NEW_MOUNTS);
    Mounts.makePrivate();
    ProcessCalls.enter(pids, ProcessCalls.NEW_PIDS);
    run(
        List.of(
            program(), "-n", "-t", "proc", "-o", "nosuid,nodev,noexec", "proc", place.toString()));
    return Mounts.copyOf(place.toString(), false);
  }

  private static String program() {
    for (Path program : PROGRAMS) {
      if (Files.isExecutable(program)) {
        return program.toString();
      }
    }
    throw new DrydockException(
        ErrorKind.UNSUPPORTED,
        "build steps need the program \"mount\" on kernels before 6.18",
        null,
        "install the package mount (util-linux)",
        null);
  }

  private static void run(List<String> command) {
    try (Arena arena = Arena.ofConfined()) {
      long pid =
          new Spawn(arena, command, List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin"))
              .open(0, "/dev/null", Open.READ)
              .closeFrom(3)
              .run(arena.allocateFrom(command.getFirst()));
      if (pid < 0) {
        throw new LinuxException("run " + command.getFirst(), (int) -pid);
      }
      int status = ProcessCalls.waitFor((int) pid);
      if (status != 0) {
        throw new DrydockException(
            ErrorKind.INTERNAL, String.join(" ", command) + " ended with status " + status);
      }
    }
  }
}
