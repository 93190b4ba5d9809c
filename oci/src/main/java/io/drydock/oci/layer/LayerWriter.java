package io.drydock.oci.layer;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a layer as a tar archive, entry by entry, in the order in which they come (image
 * specification, layer.md). The bytes depend on the entries alone: the headers are those that
 * BuildKit writes (ustar, with pax records only for what does not fit; times in whole seconds; no
 * user names), so that equal trees have equal digests.
 */
public final class LayerWriter implements Closeable {
  private static final int BUFFER = 256 * 1024;
  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  private final OutputStream out;
  private final boolean anyNames;
  private final byte[] buffer = new byte[BUFFER];
  private final HeaderBlock header = new HeaderBlock();
  private final Map<Long, String> linkGroups = new HashMap<>();
  private int filled;
  private long flushed;
  private boolean finished;

  /**
   * @param out gets large writes only; closed with the writer
   */
  public LayerWriter(OutputStream out) {
    this(out, false);
  }

  private LayerWriter(OutputStream out, boolean anyNames) {
    this.out = out;
    this.anyNames = anyNames;
  }

  /**
   * Writes an archive that is no layer: files may have any names, and paths may begin with a slash.
   *
   * @param out gets large writes only; closed with the writer
   */
  public static LayerWriter ofFiles(OutputStream out) {
    return new LayerWriter(out, true);
  }

  /**
   * Adds a regular file.
   *
   * @param content read to its end and closed; not read at all for a further name of a file that is
   *     in the layer already
   * @throws DrydockException of kind CONFLICT when the content is not as long as the entry says
   */
  public void add(Entry file, InputStream content) throws IOException {
    try (content) {
      if (!addAsLink(file)) {
        writeHeader(file, typeOf(file), "");
        copy(file, content);
        pad(file.size());
      }
    }
  }

  /**
   * Adds anything but a file with content: a directory, a symbolic link, a device, a FIFO, an empty
   * file, a further name of a file that is in the layer already.
   */
  public void add(Entry entry) throws IOException {
    if (entry.size() > 0 && !linkGroups.containsKey(entry.linkGroup())) {
      throw new IllegalArgumentException(entry.path() + " has content");
    }
    if (!addAsLink(entry)) {
      writeHeader(entry, typeOf(entry), entry.linkTarget());
    }
  }

  /** Hides a path of the layers below. */
  public void whiteout(String path) throws IOException {
    int name = path.lastIndexOf('/') + 1;
    mark(path.substring(0, name) + WHITEOUT + path.substring(name));
  }

  /** Hides everything that the layers below have in the directory. */
  public void opaque(String directory) throws IOException {
    mark(directory.isEmpty() ? OPAQUE : directory + "/" + OPAQUE);
  }

  /**
   * Bytes of the archive so far. When a file's content is first read, that is where it begins in
   * the archive.
   */
  public long position() {
    return flushed + filled;
  }

  /** Hands all entries so far over to the output. */
  public void flush() throws IOException {
    flushBuffer();
  }

  /** Writes the end of the archive; nothing can be added any more. */
  public void finish() throws IOException {
    if (!finished) {
      finished = true;
      zeros(2 * TarFormat.BLOCK);
      flushBuffer();
      out.flush();
    }
  }

  /** Closes the output; an archive that was not finished stays without an end. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  private boolean addAsLink(Entry file) throws IOException {
    if (file.linkGroup() == 0) {
      return false;
    }
    String first = linkGroups.putIfAbsent(file.linkGroup(), file.path());
    if (first == null) {
      return false;
    }
    writeHeader(file, TarFormat.HARD_LINK, first);
    return true;
  }

  private void writeHeader(Entry entry, byte type, String link) throws IOException {
    if (!anyNames && entry.name().startsWith(WHITEOUT)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "/" + entry.path() + " cannot be in a layer: names with .wh. stand for removed files");
    }
    header.fill(entry, type, link);
    writeHeaderBlocks();
  }

  private void mark(String path) throws IOException {
    header.fillMark(path);
    writeHeaderBlocks();
  }

  private void writeHeaderBlocks() throws IOException {
    byte[] extended = header.extension();
    if (extended.length > 0) {
      write(header.extensionHeader(), TarFormat.BLOCK);
      write(extended, extended.length);
      pad(extended.length);
    }
    write(header.block(), TarFormat.BLOCK);
  }

  private static byte typeOf(Entry entry) {
    return switch (entry.type()) {
      case FILE -> TarFormat.FILE;
      case DIRECTORY -> TarFormat.DIRECTORY;
      case SYMLINK -> TarFormat.SYMLINK;
      case CHAR_DEVICE -> TarFormat.CHAR_DEVICE;
      case BLOCK_DEVICE -> TarFormat.BLOCK_DEVICE;
      case FIFO -> TarFormat.FIFO;
    };
  }

  /** Reads straight into the buffer, so that small files cost no copy. */
  private void copy(Entry file, InputStream content) throws IOException {
    long left = file.size();
    while (left > 0) {
      makeRoom();
      int n = content.read(buffer, filled, (int) Math.min(left, BUFFER - filled));
      if (n < 0) {
        throw changed(file);
      }
      filled += n;
      left -= n;
    }
    if (content.read() >= 0) {
      throw changed(file);
    }
  }

  private static DrydockException changed(Entry file) {
    return new DrydockException(
        ErrorKind.CONFLICT, "/" + file.path() + " changed while it was being read");
  }

  private void write(byte[] bytes, int length) throws IOException {
    for (int from = 0; from < length; ) {
      makeRoom();
      int n = Math.min(length - from, BUFFER - filled);
      System.arraycopy(bytes, from, buffer, filled, n);
      filled += n;
      from += n;
    }
  }

  private void pad(long size) throws IOException {
    zeros(TarFormat.padding(size));
  }

  private void zeros(int count) throws IOException {
    for (int left = count; left > 0; ) {
      makeRoom();
      int n = Math.min(left, BUFFER - filled);
      Arrays.fill(buffer, filled, filled + n, (byte) 0);
      filled += n;
      left -= n;
    }
  }

  private void makeRoom() throws IOException {
    if (filled == BUFFER) {
      flushBuffer();
    }
  }

  private void flushBuffer() throws IOException {
    out.write(buffer, 0, filled);
    flushed += filled;
    filled = 0;
  }
}
