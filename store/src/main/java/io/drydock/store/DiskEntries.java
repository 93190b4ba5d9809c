package io.drydock.store;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.tree.Entry;
import java.util.Map;
import java.util.Optional;

/** Files as they lie on the disk, as entries of a layer. */
public final class DiskEntries {
  private DiskEntries() {}

  /**
   * The entry of a file; files with the same link group are the same. Empty for sockets, which are
   * in no layer.
   */
  public static Optional<Entry> of(RootDirectory root, String path, FileStatus status) {
    return type(status).isEmpty()
        ? Optional.empty()
        : Optional.of(entry(root, path, status, root.xattrs(path)));
  }

  /** As {@link #of}, for anything but a socket whose attributes are known. */
  static Entry entry(
      RootDirectory root, String path, FileStatus status, Map<String, byte[]> attributes) {
    Entry.Type type = type(status).orElseThrow();
    boolean symlink = type == Entry.Type.SYMLINK;
    boolean device = type == Entry.Type.CHAR_DEVICE || type == Entry.Type.BLOCK_DEVICE;
    boolean linked = status.links() > 1 && type != Entry.Type.DIRECTORY;
    return new Entry(
        path,
        type,
        symlink ? 0777 : status.permissions(),
        status.uid(),
        status.gid(),
        type == Entry.Type.FILE ? status.size() : 0,
        status.modified(),
        symlink ? root.readLink(path) : "",
        device ? status.major() : 0,
        device ? status.minor() : 0,
        linked ? status.inode() : 0,
        Overlay.withoutOwn(attributes));
  }

  /** Empty for sockets. */
  static Optional<Entry.Type> type(FileStatus status) {
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
