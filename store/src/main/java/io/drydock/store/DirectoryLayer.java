package io.drydock.store;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layer in its tree form, looked at as it lies on the disk. */
final class DirectoryLayer implements LayerSource {
  private static final int MOST_REMEMBERED = 1024;

  private final RootDirectory root;

  /** What was looked for by its path: each layer that is laid over this one asks for the same. */
  private final Map<String, Optional<LayerNode>> found = new HashMap<>();

  DirectoryLayer(Path tree) {
    this.root = RootDirectory.open(tree);
  }

  @Override
  public synchronized Optional<LayerNode> find(String path) {
    Optional<LayerNode> known = found.get(path);
    if (known == null) {
      known = look(path);
      if (found.size() < MOST_REMEMBERED) {
        found.put(path, known);
      }
    }
    return known;
  }

  private Optional<LayerNode> look(String path) {
    Optional<FileStatus> status = root.status(path);
    return status.isEmpty() ? Optional.empty() : node(path, status.get());
  }

  @Override
  public synchronized List<LayerNode> children(String directory) {
    var nodes = new ArrayList<LayerNode>();
    for (String name : root.children(directory)) {
      look(TreePath.join(directory, name)).ifPresent(nodes::add);
    }
    return nodes;
  }

  @Override
  public synchronized InputStream open(LayerNode file) throws IOException {
    return root.read(file.entry().path());
  }

  @Override
  public synchronized void close() {
    root.close();
  }

  private Optional<LayerNode> node(String path, FileStatus status) {
    if (DiskEntries.type(status).isEmpty()) {
      return Optional.empty();
    }
    Map<String, byte[]> attributes = root.xattrs(path);
    Entry entry = DiskEntries.entry(root, path, status, attributes);
    LayerNode.Kind kind =
        Overlay.isWhiteout(entry) ? LayerNode.Kind.WHITEOUT : LayerNode.Kind.of(entry.type());
    return Optional.of(
        new LayerNode(
            kind,
            entry,
            entry.isDirectory() && Overlay.isOpaque(attributes),
            false,
            LayerIndexBuilder.NO_CONTENT,
            LayerIndexBuilder.NO_DIGEST));
  }
}
