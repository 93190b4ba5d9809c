package io.drydock.engine.runtime;

import io.drydock.linux.mount.MountAttributes;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.mount.NewMount;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * The {@code /dev/shm} of a container that shares its IPC namespace: a tmpfs on the host that both
 * containers get bound in.
 */
public final class SharedMemory {
  private static final long ATTRIBUTES =
      MountAttributes.NO_SETUID | MountAttributes.NO_DEVICES | MountAttributes.NO_EXECUTE;

  private static final int DETACH = 2;

  private SharedMemory() {}

  /** Mounts one on the directory, which exists. */
  public static void mount(Path directory, long bytes) {
    try (NewMount shm = NewMount.of("tmpfs", "shm")) {
      shm.option("mode", "1777").option("size", Long.toString(bytes));
      try (Fd mount = shm.mount(ATTRIBUTES)) {
        Mounts.attach(mount, directory.toString());
      }
    }
  }

  /** Unmounts it; one that is not mounted is left as it is. */
  public static void unmount(Path directory) {
    try (Arena arena = Arena.ofConfined()) {
      long path = arena.allocateFrom(directory.toString()).address();
      long result = Kernel.call(SystemCall.UMOUNT2, path, DETACH);
      if (result != -Errno.EINVAL.number() && result != -Errno.ENOENT.number()) {
        Kernel.check(result, SystemCall.UMOUNT2, directory.toString());
      }
    }
  }

  /** How a container gets it. */
  public static BundleMount mountOf(Path directory) {
    return BundleMount.bind(directory, "/dev/shm", false);
  }
}
