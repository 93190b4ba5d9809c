package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Reads the files of an indexed layer: out of its tar by preference, since that never changes. */
final class LayerContents implements IndexedLayer.Contents {
  private final LayerDirectory layers;
  private final LayerFiles files;
  private final BlobDirectory blobs;
  private final Layers.Id id;

  LayerContents(LayerDirectory layers, LayerFiles files, BlobDirectory blobs, Layers.Id id) {
    this.layers = layers;
    this.files = files;
    this.blobs = blobs;
    this.id = id;
  }

  @Override
  public InputStream open(LayerNode file) throws IOException {
    boolean inTar = file.content() != LayerIndexBuilder.NO_CONTENT;
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
    InputStream in = blobs.open(tar);
    try {
      in.skipNBytes(file.content());
      return new Slice(in, file.entry().size());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The next bytes of a stream, as many as there are to be. */
  private static final class Slice extends FilterInputStream {
    private long left;

    Slice(InputStream in, long length) {
      super(in);
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
      int n = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, n);
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      long n = in.skip(Math.min(Math.max(0, count), left));
      left -= n;
      return n;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
