package io.drydock.store;

import io.drydock.oci.Digest;
import io.drydock.oci.layer.HashingInput;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Writes a layer's tar into a blob, and its index meanwhile. */
final class LayerTarWriter implements AutoCloseable {
  private final Blobs.Writer blob;
  private final LayerWriter tar;
  private final LayerIndexBuilder index = new LayerIndexBuilder();
  private final Map<Long, String> linkGroups = new HashMap<>();

  LayerTarWriter(Blobs.Writer blob) {
    this.blob = blob;
    this.tar = new LayerWriter(blob);
  }

  /** A tar that is stored. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Written(Digest diffId, long size, byte[] index) {}

  void add(Entry original, InputStream content) throws IOException {
    var hash = new HashingInput(content);
    add(original, hash, hash::digest);
  }

  void add(Entry original, InputStream content, Digest digest) throws IOException {
    add(original, content, () -> digest);
  }

  private void add(Entry original, InputStream content, Supplier<Digest> digest)
      throws IOException {
    Entry file = asStored(original);
    if (addAsLink(file)) {
      content.close();
      return;
    }
    var placed = new PlacedInput(content);
    tar.add(file, placed);
    index.add(file, placed.start < 0 ? tar.position() : placed.start, digest.get());
    content.close();
  }

  void add(Entry original) throws IOException {
    Entry entry = asStored(original);
    if (!addAsLink(entry)) {
      tar.add(entry);
      index.add(
          entry,
          LayerIndexBuilder.NO_CONTENT,
          entry.isFile() ? Digest.of(new byte[0]) : LayerIndexBuilder.NO_DIGEST);
    }
  }

  void whiteout(String path) throws IOException {
    tar.whiteout(path);
    index.whiteout(path);
  }

  void opaque(String directory) throws IOException {
    tar.opaque(directory);
    index.opaque(directory);
  }

  Written commit() throws IOException {
    tar.finish();
    long size = blob.position();
    return new Written(blob.commit(), size, index.build());
  }

  @Override
  public void close() {
    blob.close();
  }

  /** As it will be read again: the tar has times in whole seconds. */
  private static Entry asStored(Entry entry) {
    return Overlay.withoutOwn(entry).withModified(entry.modified().truncatedTo(ChronoUnit.SECONDS));
  }

  private boolean addAsLink(Entry entry) throws IOException {
    if (entry.linkGroup() == 0) {
      return false;
    }
    String first = linkGroups.putIfAbsent(entry.linkGroup(), entry.path());
    if (first == null) {
      return false;
    }
    tar.add(entry);
    index.link(entry.path(), first);
    return true;
  }

  /** Notes where in the tar a file's content begins. */
  private final class PlacedInput extends FilterInputStream {
    private long start = -1;

    PlacedInput(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      note();
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      note();
      return in.read(target, offset, length);
    }

    /** The digest is still to be asked for. */
    @Override
    public void close() {}

    private void note() {
      if (start < 0) {
        start = tar.position();
      }
    }
  }
}
