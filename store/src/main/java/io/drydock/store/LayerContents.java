package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
      return new Slice(known, file.content(), file.entry().size());
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
    return new Slice(open(tar), file.content(), file.entry().size());
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

  /** Bytes of a file from a place on, as many as there are to be. */
  private static final class Slice extends InputStream {
    private final FileChannel channel;
    private long position;
    private long left;

    Slice(FileChannel channel, long position, long length) {
      this.channel = channel;
      this.position = position;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0) {
        return -1;
      }
      var into = ByteBuffer.wrap(target, offset, (int) Math.min(length, left));
      int n = channel.read(into, position);
      if (n < 0) {
        throw new EOFException("the layer's tar ends too early");
      }
      position += n;
      left -= n;
      return n;
    }

    @Override
    public long skip(long count) {
      long n = Math.min(Math.max(0, count), left);
      position += n;
      left -= n;
      return n;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, left);
    }
  }
}
