package io.drydock.engine.runtime;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The directory that a container's processes start in. */
final class WorkingDirectory {
  private static final int MODE = 0755;

  private WorkingDirectory() {}

  /**
   * Makes the directory below the root where it is missing, whatever links lead to it.
   *
   * @param path absolute in the container, or empty for its root
   * @throws DrydockException of kind INVALID when there is something else
   */
  static void make(Path root, String path) {
    try (RootDirectory tree = RootDirectory.open(root)) {
      String real = tree.resolve(path);
      Optional<FileStatus> status = real.isEmpty() ? Optional.empty() : tree.status(real);
      if (status.isPresent() && !status.get().isDirectory()) {
        throw new DrydockException(
            ErrorKind.INVALID, "Cannot mkdir: " + path + " is not a directory");
      }
      tree.makeDirectories(real, new Attributes(MODE, 0, 0, Instant.now()));
    }
  }
}
