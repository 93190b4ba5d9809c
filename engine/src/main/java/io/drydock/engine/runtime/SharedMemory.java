package io.drydock.engine.runtime;

import java.nio.file.Path;

/**
 * The {@code /dev/shm} of a container that shares its IPC namespace: a tmpfs on the host that both
 * containers get bound in.
 */
public final class SharedMemory {
  private SharedMemory() {}

  /** Mounts one on the directory, which exists. */
  public static void mount(Path directory, long bytes) {
    throw new UnsupportedOperationException(directory.toString() + bytes);
  }

  /** Unmounts it; one that is not mounted is left as it is. */
  public static void unmount(Path directory) {
    throw new UnsupportedOperationException(directory.toString());
  }
}
