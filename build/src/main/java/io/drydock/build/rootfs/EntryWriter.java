package io.drydock.build.rootfs;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.NodeType;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes entries of a tree in a directory of the host, one by one; further names of a file become
 * hard links.
 */
public final class EntryWriter {
  private final FileTree tree;
  private final RootDirectory target;
  private final Map<Long, String> linkGroups = new HashMap<>();

  public EntryWriter(FileTree tree, RootDirectory target) {
    this.tree = tree;
    this.target = target;
  }

  /** Makes anything but a directory; nothing may be at the path. */
  public void write(Entry entry, String path) throws IOException {
    String first = entry.linkGroup() == 0 ? null : linkGroups.putIfAbsent(entry.linkGroup(), path);
    if (first != null) {
      target.link(first, path);
      return;
    }
    switch (entry.type()) {
      case FILE -> {
        try (InputStream content = tree.open(entry)) {
          target.makeFile(path, content, attributes(entry));
        }
      }
      case SYMLINK -> target.makeSymlink(path, entry.linkTarget(), attributes(entry));
      case CHAR_DEVICE -> node(entry, path, NodeType.CHAR_DEVICE);
      case BLOCK_DEVICE -> node(entry, path, NodeType.BLOCK_DEVICE);
      case FIFO -> node(entry, path, NodeType.FIFO);
      case DIRECTORY -> throw new IllegalStateException("directories are made elsewhere");
    }
  }

  private void node(Entry entry, String path, NodeType type) {
    target.makeNode(path, type, entry.major(), entry.minor(), attributes(entry));
  }

  /** What the host keeps of an entry beside its type and content. */
  public static Attributes attributes(Entry entry) {
    return new Attributes(entry.mode(), entry.uid(), entry.gid(), entry.modified(), entry.xattrs());
  }
}
