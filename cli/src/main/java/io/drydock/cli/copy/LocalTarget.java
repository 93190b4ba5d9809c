package io.drydock.cli.copy;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.NodeType;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Unpacks files of a container on this machine. The archive comes from the container, so it is not
 * trusted: nothing in it, no name and no symbolic link, leads out of the directory.
 */
public final class LocalTarget {
  private final Path directory;
  private final CopyEnd.Placement placement;
  private final boolean keepOwners;
  private final int uid;
  private final int gid;
  private long bytes;

  /**
   * @param directory which is there
   * @param keepOwners whether files get the owners they have in the container, else the caller
   */
  public LocalTarget(Path directory, CopyEnd.Placement placement, boolean keepOwners)
      throws IOException {
    this.directory = directory;
    this.placement = placement;
    this.keepOwners = keepOwners;
    this.uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    this.gid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:gid");
  }

  /** How much was unpacked. */
  public long bytes() {
    return bytes;
  }

  public void unpack(InputStream archive) throws IOException {
    // A directory's attributes come last: it may not be writable.
    Deque<Runnable> directories = new ArrayDeque<>();
    try (RootDirectory root = RootDirectory.open(directory);
        var reader = new TarReader(archive, "the container's archive")) {
      for (Optional<TarEntry> each = reader.next(); each.isPresent(); each = reader.next()) {
        make(root, each.get(), reader.content(), directories);
      }
      directories.forEach(Runnable::run);
    }
  }

  private void make(
      RootDirectory root, TarEntry entry, InputStream content, Deque<Runnable> directories)
      throws IOException {
    Entry file = entry.entry();
    String name = placement.rename(file.path());
    if (name.isEmpty()) {
      return;
    }
    Attributes attributes = attributes(file);
    Optional<FileStatus> there = root.status(name);
    if (file.isDirectory()) {
      if (there.isEmpty() || !there.get().isDirectory()) {
        there.ifPresent(_ -> root.delete(name));
        root.makeDirectory(name, new Attributes(0700, uid, gid, file.modified()));
      }
      directories.addFirst(() -> root.setAttributes(name, attributes));
      return;
    }
    there.ifPresent(_ -> root.delete(name));
    if (entry.isHardLink()) {
      root.link(placement.rename(entry.hardLinkTo()), name);
      return;
    }
    switch (file.type()) {
      case SYMLINK -> root.makeSymlink(name, file.linkTarget(), attributes);
      case FILE -> root.makeFile(name, content, attributes);
      case FIFO -> root.makeNode(name, NodeType.FIFO, 0, 0, attributes);
      case CHAR_DEVICE ->
          root.makeNode(name, NodeType.CHAR_DEVICE, file.major(), file.minor(), attributes);
      case BLOCK_DEVICE ->
          root.makeNode(name, NodeType.BLOCK_DEVICE, file.major(), file.minor(), attributes);
      default -> throw new IllegalStateException(file.type().toString());
    }
    bytes += file.size();
  }

  private Attributes attributes(Entry file) {
    return new Attributes(
        file.mode(), keepOwners ? file.uid() : uid, keepOwners ? file.gid() : gid, file.modified());
  }
}
