package io.drydock.linux.file;

import io.drydock.linux.syscall.FileStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Copies a file or a directory with all that is in it and all that it has, to another root. */
final class TreeCopy {
  private final RootDirectory source;
  private final RootDirectory target;

  /** Names of files that have several, by inode. */
  private final Map<Long, String> copied = new HashMap<>();

  private TreeCopy(RootDirectory source, RootDirectory target) {
    this.source = source;
    this.target = target;
  }

  static void copy(RootDirectory source, String path, RootDirectory target, String name) {
    new TreeCopy(source, target).copy(path, name);
  }

  private void copy(String path, String name) {
    Optional<FileStatus> found = source.status(path);
    if (found.isEmpty()) {
      return;
    }
    FileStatus status = found.get();
    var attributes =
        new Attributes(
            status.permissions(),
            status.uid(),
            status.gid(),
            status.modified(),
            source.xattrs(path));
    if (status.isDirectory()) {
      target.makeDirectory(name, attributes);
      for (String child : source.children(path)) {
        copy(path + "/" + child, name + "/" + child);
      }
      target.setAttributes(name, attributes); // again: what was made in it has changed its time
      return;
    }
    String first = status.links() > 1 ? copied.putIfAbsent(status.inode(), name) : null;
    if (first != null) {
      target.link(first, name);
    } else {
      copyFile(path, name, status, attributes);
    }
  }

  private void copyFile(String path, String name, FileStatus status, Attributes attributes) {
    switch (status.type()) {
      case FileStatus.FILE -> target.copyFile(source, path, name, attributes);
      case FileStatus.SYMLINK -> target.makeSymlink(name, source.readLink(path), attributes);
      case FileStatus.FIFO -> target.makeNode(name, NodeType.FIFO, 0, 0, attributes);
      case FileStatus.CHAR_DEVICE ->
          target.makeNode(name, NodeType.CHAR_DEVICE, status.major(), status.minor(), attributes);
      case FileStatus.BLOCK_DEVICE ->
          target.makeNode(name, NodeType.BLOCK_DEVICE, status.major(), status.minor(), attributes);
      default -> {
        // A socket is of no use without the process that listens to it.
      }
    }
  }
}
