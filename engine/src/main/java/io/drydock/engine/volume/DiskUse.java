package io.drydock.engine.volume;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the files below a directory take. */
public final class DiskUse {
  private final RootDirectory root;

  /** Files with several names, which count once. */
  private final Set<String> counted = new HashSet<>();

  private DiskUse(RootDirectory root) {
    this.root = root;
  }

  /** The lengths of all files together, in bytes. What goes away meanwhile does not count. */
  public static long of(Path directory) {
    try (RootDirectory root = RootDirectory.open(directory)) {
      return new DiskUse(root).sum("");
    }
  }

  private long sum(String directory) {
    long size = 0;
    for (String name : root.children(directory)) {
      String path = directory.isEmpty() ? name : directory + "/" + name;
      Optional<FileStatus> status = root.status(path);
      if (status.isPresent()) {
        size += status.get().isDirectory() ? sum(path) : length(status.get());
      }
    }
    return size;
  }

  private long length(FileStatus file) {
    boolean counts = file.links() == 1 || counted.add(file.device() + ":" + file.inode());
    return counts ? file.size() : 0;
  }
}
