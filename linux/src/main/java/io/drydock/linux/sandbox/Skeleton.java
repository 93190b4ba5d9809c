package io.drydock.linux.sandbox;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A layer that holds nothing but the usual mount points of a container. Put below all others of an
 * overlay, it saves each step from making those that an image lacks and removing them again, and
 * the step's layer from the traces of that. On the same file system as the layers.
 */
public final class Skeleton {
  private static final List<String> DIRECTORIES = List.of("dev", "etc", "proc", "sys");
  private static final List<String> FILES = List.of("etc/hostname", "etc/hosts", "etc/resolv.conf");

  private Skeleton() {}

  /**
   * Makes it, unless it is there; any number of processes may at once.
   *
   * @param directory whose parent exists
   */
  public static void make(Path directory) throws IOException {
    if (Files.exists(directory.resolve(FILES.getLast()))) {
      return;
    }
    Files.createDirectories(directory);
    try (RootDirectory root = RootDirectory.open(directory)) {
      for (String path : DIRECTORIES) {
        root.makeDirectory(path, new Attributes(0755, 0, 0, Instant.EPOCH));
      }
      for (String path : FILES) {
        if (root.status(path).isEmpty()) {
          root.makeFile(
              path, InputStream.nullInputStream(), new Attributes(0644, 0, 0, Instant.EPOCH));
        }
      }
      root.setAttributes("", new Attributes(0755, 0, 0, Instant.EPOCH));
    }
  }
}
