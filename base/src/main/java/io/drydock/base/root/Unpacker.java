package io.drydock.base.root;

import io.drydock.base.debian.DebFile;
import io.drydock.base.root.Root.Metadata;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.layer.TarEntry;
import io.drydock.oci.tree.Entry;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

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
      String path = entry.entry().path();
      paths.add(path.isEmpty() ? "/." : "/" + path);
      if (!path.isEmpty()) {
        put(entry, content);
      }
    });
    return List.copyOf(paths);
  }

  private void put(TarEntry archived, InputStream content) {
    Entry entry = archived.entry();
    String path = entry.path();
    var metadata = new Metadata(entry.mode(), entry.uid(), entry.gid(), entry.modified());
    if (archived.isHardLink()) {
      root.hardLink(path, archived.hardLinkTo());
      return;
    }
    switch (entry.type()) {
      case DIRECTORY -> root.directory(path, metadata);
      case SYMLINK -> root.symlink(path, entry.linkTarget(), metadata);
      case FILE -> root.file(path, metadata, content);
      case CHAR_DEVICE, BLOCK_DEVICE, FIFO ->
          throw new DrydockException(
              ErrorKind.UNSUPPORTED, "/" + path + " is a device or a pipe, which no base may hold");
    }
  }
}
