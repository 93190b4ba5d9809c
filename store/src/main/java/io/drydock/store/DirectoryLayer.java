package io.drydock.store;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layer in its tree form, looked at as it lies on the disk. */
final class DirectoryLayer implements LayerSource {
  private final RootDirectory root;

  DirectoryLayer(Path tree) {
    this.root = RootDirectory.open(tree);
  }

  @Override
  public synchronized Optional<LayerNode> find(String path) {
    Optional<FileStatus> status = root.status(path);
    return status.isEmpty() ? Optional.empty() : node(path, status.get());
  }

  @Override
  public synchronized List<LayerNode> children(String directory) {
    var nodes = new ArrayList<LayerNode>();
    for (String name : root.children(directory)) {
      find(TreePath.join(directory, name)).ifPresent(nodes::add);
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
