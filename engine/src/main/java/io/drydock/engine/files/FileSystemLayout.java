package io.drydock.engine.files;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a container's root file system lies: {@code GraphDriver} of its inspection.
 *
 * @param lower the read-only directories, the top one first
 * @param merged where it is mounted while it is in use
 */
public record FileSystemLayout(List<Path> lower, Path upper, Path work, Path merged) {
  public FileSystemLayout {
    lower = List.copyOf(lower);
  }
}
