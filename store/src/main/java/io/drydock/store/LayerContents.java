package io.drydock.store;

import io.drydock.core.FileSlice;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of an indexed layer: out of its tar by preference, since that never changes. */
final class LayerContents implements IndexedLayer.Contents {
  private final LayerDirectory layers;
  private final LayerFiles files;
  private final BlobDirectory blobs;
  private final Layers.Id id;
  private @Nullable FileChannel tar;

  LayerContents(LayerDirectory layers, LayerFiles files, BlobDirectory blobs, Layers.Id id) {
    this.layers = layers;
    this.files = files;
    this.blobs = blobs;
    this.id = id;
  }

  @Override
  public InputStream open(LayerNode file) throws IOException {
    boolean inTar = file.content() != LayerIndexBuilder.NO_CONTENT;
    FileChannel known = inTar ? openTar() : null;
    if (known != null) {
      return new FileSlice(known, file.content(), file.entry().size());
    }
    if (inTar && files.get(id).diffId().filter(blobs::contains).isPresent()) {
      return slice(files.get(id).diffId().get(), file);
    }
    Path tree = files.tree(id);
    if (!Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      if (inTar) {
        return slice(layers.tar(id).digest(), file);
      }
      layers.tree(id, List.of());
    }
    return Files.newInputStream(tree.resolve(file.entry().path()), LinkOption.NOFOLLOW_LINKS);
  }

  private InputStream slice(Digest tar, LayerNode file) throws IOException {
    return new FileSlice(open(tar), file.content(), file.entry().size());
  }

  /** Opened once, since layers have thousands of files that are read one after the other. */
  private synchronized FileChannel open(Digest digest) throws IOException {
    FileChannel present = openTar();
    if (present == null) {
      present = FileChannel.open(blobs.path(digest), StandardOpenOption.READ);
      tar = present;
    }
    return present;
  }

  /** The tar if it is open: a thread that is interrupted while it reads closes it under others. */
  private synchronized @Nullable FileChannel openTar() {
    return tar != null && tar.isOpen() ? tar : null;
  }

  @Override
  public synchronized void close() {
    try {
      if (tar != null) {
        tar.close();
      }
    } catch (IOException e) {
      // It was only read.
    }
  }
}
