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
    Optional<Entry.Type> type = type(status);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    boolean symlink = type.get() == Entry.Type.SYMLINK;
    boolean device = type.get() == Entry.Type.CHAR_DEVICE || type.get() == Entry.Type.BLOCK_DEVICE;
    boolean linked = status.links() > 1 && type.get() != Entry.Type.DIRECTORY;
    Map<String, byte[]> attributes = root.xattrs(path);
    var entry =
        new Entry(
            path,
            type.get(),
            symlink ? 0777 : status.permissions(),
            status.uid(),
            status.gid(),
            type.get() == Entry.Type.FILE ? status.size() : 0,
            status.modified(),
            symlink ? root.readLink(path) : "",
            device ? status.major() : 0,
            device ? status.minor() : 0,
            linked ? status.inode() : 0,
            Overlay.withoutOwn(attributes));
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

  /** Empty for sockets, which are in no layer. */
  private static Optional<Entry.Type> type(FileStatus status) {
    return switch (status.type()) {
      case FileStatus.FILE -> Optional.of(Entry.Type.FILE);
      case FileStatus.DIRECTORY -> Optional.of(Entry.Type.DIRECTORY);
      case FileStatus.SYMLINK -> Optional.of(Entry.Type.SYMLINK);
      case FileStatus.CHAR_DEVICE -> Optional.of(Entry.Type.CHAR_DEVICE);
      case FileStatus.BLOCK_DEVICE -> Optional.of(Entry.Type.BLOCK_DEVICE);
      case FileStatus.FIFO -> Optional.of(Entry.Type.FIFO);
      default -> Optional.empty();
    };
  }
}
