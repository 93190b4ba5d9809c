package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.layer.HashingInput;
import io.drydock.oci.layer.LayerItem;
import io.drydock.oci.layer.LayerReader;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way through a layer's tar, which makes its index, and its tree where one is wanted. */
final class LayerPass {
  private static final int SMALL = 64 * 1024;

  private final LayerReader reader;
  private final String name;
  private final LayerIndexBuilder index = new LayerIndexBuilder();
  private final FileTree below;
  private @Nullable TreeUnpacker tree;

  private LayerPass(LayerReader reader, String name, FileTree below) {
    this.reader = reader;
    this.name = name;
    this.below = below;
  }

  /**
   * The bytes of the tar's index.
   *
   * @param name of the layer, for errors
   */
  static byte[] index(InputStream tar, String name) throws IOException {
    return new LayerPass(new LayerReader(tar, name), name, EmptyTree.INSTANCE).run();
  }

  /**
   * As {@link #index}, and makes the tree in an empty directory.
   *
   * @param below the layers below, for hard links to their files
   */
  static byte[] unpack(InputStream tar, String name, Path directory, FileTree below)
      throws IOException {
    var pass = new LayerPass(new LayerReader(tar, name), name, below);
    try (var unpacker = new TreeUnpacker(directory, pass.index, below)) {
      pass.tree = unpacker;
      byte[] index = pass.run();
      unpacker.finish();
      return index;
    }
  }

  private byte[] run() throws IOException {
    for (Optional<LayerItem> item = reader.next(); item.isPresent(); item = reader.next()) {
      switch (item.get()) {
        case LayerItem.Present present -> present(present.entry());
        case LayerItem.HardLink link -> link(link.entry().path(), link.target());
        case LayerItem.Whiteout whiteout -> whiteout(index.resolve(whiteout.path()));
        case LayerItem.Opaque opaque -> opaque(index.resolve(opaque.directory()));
      }
    }
    return index.build();
  }

  private void present(Entry original) throws IOException {
    Entry entry = Overlay.withoutOwn(original.withPath(index.resolve(original.path())));
    if (Overlay.isWhiteout(entry)) {
      whiteout(entry.path());
    } else if (entry.isFile()) {
      index.add(entry, reader.contentPosition(), file(entry));
    } else {
      if (tree != null) {
        tree.node(entry);
      }
      index.add(entry, LayerIndexBuilder.NO_CONTENT, LayerIndexBuilder.NO_DIGEST);
    }
  }

  /** Puts the file into the tree, if there is one, and hashes it. */
  private Digest file(Entry entry) throws IOException {
    if (entry.size() <= SMALL) {
      byte[] content = reader.content().readNBytes((int) entry.size());
      if (tree != null) {
        tree.file(entry, content);
      }
      return Digest.of(content);
    }
    var content = new HashingInput(reader.content());
    if (tree != null) {
      tree.file(entry, content);
    } else {
      content.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return content.digest();
  }

  private void link(String rawPath, String rawTarget) throws IOException {
    String path = index.resolve(rawPath);
    String target = index.resolve(rawTarget);
    if (path.equals(target)) {
      return;
    }
    if (tree != null) {
      if (index.hasFile(target)) {
        tree.link(path, target);
      } else {
        tree.copyFromBelow(path, missingTarget(path, target));
      }
    }
    index.link(path, target);
  }

  private Entry missingTarget(String path, String target) {
    if (below == EmptyTree.INSTANCE) {
      throw new LinkedBelowException(path);
    }
    return below
        .find(target)
        .filter(each -> !each.isDirectory())
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.CORRUPT,
                name
                    + " is damaged: /"
                    + path
                    + " is a link to /"
                    + target
                    + ", which is no file"));
  }

  private void whiteout(String path) {
    if (tree != null) {
      tree.whiteout(path);
    }
    index.whiteout(path);
  }

  private void opaque(String directory) {
    if (tree != null) {
      tree.opaque(directory);
    }
    index.opaque(directory);
  }
}
