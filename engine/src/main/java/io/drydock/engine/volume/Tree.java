package io.drydock.engine.volume;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts files. */
final class Tree {
  private final RootDirectory root;
  private final Set<String> counted = new HashSet<>();

  private Tree(RootDirectory root) {
    this.root = root;
  }

  /** The bytes of all files below a directory, those with several names once. */
  static long size(Path directory) {
    try (RootDirectory root = RootDirectory.open(directory)) {
      return new Tree(root).sizeOf("");
    }
  }

  private long sizeOf(String directory) {
    long size = 0;
    for (String name : root.children(directory)) {
      String path = directory.isEmpty() ? name : directory + "/" + name;
      Optional<FileStatus> found = root.status(path);
      if (found.isPresent()) {
        FileStatus status = found.get();
        size += status.isDirectory() ? sizeOf(path) : isNew(status) ? status.size() : 0;
      }
    }
    return size;
  }

  private boolean isNew(FileStatus status) {
    return status.links() == 1 || counted.add(status.device() + ":" + status.inode());
  }
}
