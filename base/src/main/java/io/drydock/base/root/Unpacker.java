package io.drydock.base.root;

import io.drydock.base.debian.DebFile;
import io.drydock.base.root.Root.Metadata;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** Lays the files of packages into a root, as {@code dpkg --unpack} does. */
final class Unpacker {
  private final Root root;

  Unpacker(Root root) {
    this.root = root;
  }

  /**
   * Unpacks the package's data.
   *
   * @return the paths that it holds, absolute and as it names them, in the order of the package
   */
  List<String> unpack(DebFile deb) {
    var paths = new ArrayList<String>();
    deb.visitData((entry, content) -> {
      String path = DebFile.relative(entry.getName());
      paths.add(path.isEmpty() ? "/." : "/" + path);
      if (!path.isEmpty()) {
        put(path, entry, content);
      }
    });
    return List.copyOf(paths);
  }

  private void put(String path, TarArchiveEntry entry, InputStream content) {
    var metadata =
        new Metadata(
            entry.getMode() & 07777,
            (int) entry.getLongUserId(),
            (int) entry.getLongGroupId(),
            entry.getLastModifiedTime().toInstant());
    if (entry.isDirectory()) {
      root.directory(path, metadata);
    } else if (entry.isSymbolicLink()) {
      root.symlink(path, entry.getLinkName(), metadata);
    } else if (entry.isLink()) {
      root.hardLink(path, DebFile.relative(entry.getLinkName()));
    } else if (entry.isFile()) {
      root.file(path, metadata, content);
    } else {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED, "/" + path + " is a device, which no base may hold");
    }
  }
}
