package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.NodeType;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks an archive into a directory of a container: directories merge, anything else gives way to
 * what has its name. Links that stand in the way lead nowhere but inside the container.
 */
final class ArchiveUnpacker {
  private final RootDirectory root;
  private final String target;
  private final boolean keepKinds;
  private final Optional<Owner> owner;

  /** The times of directories, which change with what is made in them. */
  private final Map<String, Instant> directories = new LinkedHashMap<>();

  private String knownParent = "";

  /** To whom everything is given. */
  record Owner(int uid, int gid) {}

  /**
   * @param target a directory, by a path without links
   * @param owner empty to give files to whom the archive says
   */
  ArchiveUnpacker(RootDirectory root, String target, boolean keepKinds, Optional<Owner> owner) {
    this.root = root;
    this.target = target;
    this.keepKinds = keepKinds;
    this.owner = owner;
  }

  void unpack(TarReader archive) throws IOException {
    for (Optional<TarEntry> each = archive.next(); each.isPresent(); each = archive.next()) {
      String path = each.get().entry().path();
      if (!path.isEmpty()) {
        unpack(archive, each.get(), TreePath.join(target, path));
      }
    }
    directories.forEach(root::setModified);
  }

  private void unpack(TarReader archive, TarEntry item, String path) throws IOException {
    Entry entry = item.entry();
    makeParents(TreePath.parent(path));
    makeRoom(path, entry.isDirectory());
    if (item.isHardLink()) {
      root.link(TreePath.join(target, item.hardLinkTo()), path);
      return;
    }
    Attributes attributes = attributes(entry);
    switch (entry.type()) {
      case FILE -> root.makeFile(path, archive.content(), attributes);
      case DIRECTORY -> {
        root.makeDirectory(path, attributes);
        directories.put(path, entry.modified());
      }
      case SYMLINK -> root.makeSymlink(path, entry.linkTarget(), attributes);
      case FIFO -> root.makeNode(path, NodeType.FIFO, 0, 0, attributes);
      case CHAR_DEVICE ->
          root.makeNode(path, NodeType.CHAR_DEVICE, entry.major(), entry.minor(), attributes);
      case BLOCK_DEVICE ->
          root.makeNode(path, NodeType.BLOCK_DEVICE, entry.major(), entry.minor(), attributes);
    }
    entry.xattrs().forEach((name, value) -> setXattr(path, name, value));
  }

  private void makeParents(String parent) {
    if (!parent.equals(knownParent)) {
      root.makeDirectories(
          root.resolve(parent), new Attributes(0755, ownerUid(0), ownerGid(0), Instant.now()));
      knownParent = parent;
    }
  }

  private void makeRoom(String path, boolean forDirectory) {
    Optional<FileStatus> there = root.status(path);
    if (there.isEmpty()) {
      return;
    }
    boolean directory = there.get().isDirectory();
    if (directory && forDirectory) {
      return;
    }
    if (keepKinds && directory) {
      throw conflict("cannot overwrite directory \"/" + path + "\" with non-directory");
    }
    if (keepKinds && forDirectory) {
      throw conflict("cannot overwrite non-directory \"/" + path + "\" with directory");
    }
    root.delete(path);
    directories.keySet().removeIf(each -> TreePath.isWithin(each, path));
    knownParent = "";
  }

  private static DrydockException conflict(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }

  /** Without extended attributes, which not every file system has. */
  private Attributes attributes(Entry entry) {
    return new Attributes(
        entry.mode(), ownerUid(entry.uid()), ownerGid(entry.gid()), entry.modified());
  }

  private int ownerUid(int asIs) {
    return owner.map(Owner::uid).orElse(asIs);
  }

  private int ownerGid(int asIs) {
    return owner.map(Owner::gid).orElse(asIs);
  }

  private void setXattr(String path, String name, byte[] value) {
    try {
      root.setXattr(path, name, value);
    } catch (LinuxException e) {
      if (!e.is(Errno.EOPNOTSUPP) && !e.is(Errno.EPERM)) {
        throw e;
      }
    }
  }
}
