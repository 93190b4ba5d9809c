package io.drydock.store;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.NodeType;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the tree of a layer, in overlay form, from its entries in the order of the tar. Paths have
 * no links in them any more; see {@link LayerIndexBuilder#resolve}. Small files are made by two
 * threads, since making a file takes longer than reading it from a tar.
 */
final class TreeUnpacker implements AutoCloseable {
  private static final Attributes IMPLIED = new Attributes(0755, 0, 0, Instant.EPOCH);

  private final RootDirectory root;
  private final LayerIndexBuilder index;
  private final FileTree below;
  private final FileMaker files;
  private final List<HardLink> links = new ArrayList<>();
  private final Map<String, Instant> directoryTimes = new TreeMap<>();

  private record HardLink(String path, String target) {}

  /**
   * @param directory empty
   * @param index what the tar had so far
   * @param below the layers below, for hard links to their files
   */
  TreeUnpacker(Path directory, LayerIndexBuilder index, FileTree below) {
    this.root = RootDirectory.open(directory);
    this.index = index;
    this.below = below;
    this.files = new FileMaker(root);
    directoryTimes.put("", Instant.EPOCH);
  }

  /** A regular file; small content is taken over, not copied. */
  void file(Entry entry, byte[] content) {
    prepare(entry.path(), false);
    files.make(entry, content);
  }

  void file(Entry entry, InputStream content) throws IOException {
    prepare(entry.path(), false);
    root.makeFile(entry.path(), content, attributes(entry));
  }

  /** Anything but a regular file or hard link. */
  void node(Entry entry) {
    prepare(entry.path(), entry.isDirectory());
    switch (entry.type()) {
      case DIRECTORY -> directory(entry);
      case SYMLINK -> root.makeSymlink(entry.path(), entry.linkTarget(), attributes(entry));
      case CHAR_DEVICE -> device(entry, NodeType.CHAR_DEVICE);
      case BLOCK_DEVICE -> device(entry, NodeType.BLOCK_DEVICE);
      case FIFO -> root.makeNode(entry.path(), NodeType.FIFO, 0, 0, attributes(entry));
      case FILE -> throw new IllegalArgumentException(entry.path() + " is a file");
    }
  }

  /** A further name for a file of this layer. */
  void link(String path, String target) {
    prepare(path, false);
    links.add(new HardLink(path, target));
  }

  /** A copy of a file that only the layers below have, for a further name of it. */
  void copyFromBelow(String path, Entry source) throws IOException {
    prepare(path, false);
    Entry entry = source.withPath(path).withLinkGroup(0);
    if (!source.isFile()) {
      node(entry);
      return;
    }
    try (InputStream content = below.open(source)) {
      root.makeFile(path, content, attributes(entry));
    }
  }

  void whiteout(String path) {
    LayerNode present = index.find(path);
    if (present == null) {
      makeParents(path);
      root.makeNode(path, NodeType.CHAR_DEVICE, 0, 0, new Attributes(0, 0, 0, Instant.EPOCH));
    } else if (present.isDirectory()) {
      Overlay.makeOpaque(root, path);
    }
  }

  void opaque(String directory) {
    makeParents(TreePath.join(directory, "."));
    Overlay.makeOpaque(root, directory);
  }

  /** Makes what was put off: links, and the times of directories. */
  void finish() {
    flush();
    // A directory's time changes with what is made in it, so they come last.
    directoryTimes.forEach(root::setModified);
  }

  @Override
  public void close() {
    files.close();
    root.close();
  }

  private void directory(Entry entry) {
    LayerNode present = index.find(entry.path());
    root.makeDirectory(entry.path(), attributes(entry));
    if (present != null && present.isWhiteout()) {
      Overlay.makeOpaque(root, entry.path());
    }
    directoryTimes.put(entry.path(), entry.modified());
  }

  private void device(Entry entry, NodeType type) {
    try {
      root.makeNode(entry.path(), type, entry.major(), entry.minor(), attributes(entry));
    } catch (LinuxException e) {
      // Without the privilege to make devices a tree lacks them; its tar and index do not.
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
    }
  }

  /** Makes room for an entry: its parents, and nothing of the same name but a directory for one. */
  private void prepare(String path, boolean directory) {
    makeParents(path);
    LayerNode present = index.find(path);
    if (present != null && !(directory && present.isDirectory())) {
      remove(path);
    }
  }

  private void makeParents(String path) {
    if (path.isEmpty()) {
      return;
    }
    String parent = TreePath.parent(path);
    LayerNode present = index.find(parent);
    if (parent.isEmpty() || (present != null && present.isDirectory())) {
      return;
    }
    makeParents(parent);
    if (directoryTimes.containsKey(parent)) {
      return;
    }
    if (present != null) {
      remove(parent);
    }
    root.makeDirectory(parent, IMPLIED);
    directoryTimes.put(parent, IMPLIED.modified());
    if (present != null && present.isWhiteout()) {
      Overlay.makeOpaque(root, parent);
    }
  }

  private void remove(String path) {
    flush();
    root.delete(path);
    directoryTimes.keySet().removeIf(each -> TreePath.isWithin(each, path));
  }

  private void flush() {
    files.flush();
    for (HardLink each : links) {
      root.link(each.target(), each.path());
    }
    links.clear();
  }

  static Attributes attributes(Entry entry) {
    return new Attributes(entry.mode(), entry.uid(), entry.gid(), entry.modified(), entry.xattrs());
  }
}
