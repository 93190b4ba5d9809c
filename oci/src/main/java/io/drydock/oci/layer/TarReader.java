package io.drydock.oci.layer;

import io.drydock.core.DrydockException;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.TreePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads any tar archive as a stream: V7, ustar, pax and GNU, with long names, big numbers, extended
 * attributes and sparse files. Names come out clean: relative, without {@code .} and {@code ..};
 * one that leads out of the archive's root is an error. What symbolic links make of a name is for
 * the unpacker to heed.
 *
 * <p>All methods throw a {@link DrydockException} of kind CORRUPT, which names the entry, when the
 * archive is cut off or malformed.
 */
public final class TarReader implements Closeable {
  /**
   * What {@link #contentPosition} says where the archive does not hold the content in one piece.
   */
  public static final long NO_POSITION = -1;

  private final TarInput input;
  private final byte[] block = new byte[TarFormat.BLOCK];
  private final TarHeader header;
  private ContentStream content;
  private long contentPosition = NO_POSITION;

  /**
   * @param in the uncompressed archive; closed with the reader
   * @param archive names the archive in errors
   */
  public TarReader(InputStream in, String archive) {
    this.input = new TarInput(in, archive);
    this.header = new TarHeader(block);
    this.content = ContentStream.empty(input);
  }

  /** Goes on to the next entry, over whatever is left of the last one's content. */
  public Optional<TarEntry> next() throws IOException {
    try {
      content.skipRest();
      content = ContentStream.empty(input);
      contentPosition = NO_POSITION;
      while (readHeader()) {
        if (!readExtension()) {
          return Optional.of(readEntry());
        }
      }
      return Optional.empty();
    } catch (NumberFormatException e) {
      throw input.corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  /** The content of the last entry, empty for all but regular files; good until the next one. */
  public InputStream content() {
    return content;
  }

  /**
   * Where the last entry's content begins in the archive, in bytes; {@link #NO_POSITION} for all
   * but regular files, and for sparse ones.
   */
  public long contentPosition() {
    return contentPosition;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  /** Reads the next header block; false at the end of the archive. */
  private boolean readHeader() throws IOException {
    if (!input.readBlock(block)) {
      if (header.hasExtension()) {
        throw input.corrupt("it ends too early");
      }
      return false;
    }
    if (TarHeader.isZero(block)) {
      if (input.readBlock(block) && !TarHeader.isZero(block)) {
        throw input.corrupt("a block of zeros stands between two entries");
      }
      return false;
    }
    header.requireChecksum();
    return true;
  }

  /** Takes in what belongs to the coming entry or to none; false when this is an entry itself. */
  private boolean readExtension() throws IOException {
    switch (block[TarFormat.TYPE]) {
      case 'x', 'X' -> header.setPax(PaxReader.read(metadata()));
      case 'L' -> header.setLongName(metadata());
      case 'K' -> header.setLongLink(metadata());
      case 'g', 'V' -> skipData();
      default -> {
        return false;
      }
    }
    return true;
  }

  private byte[] metadata() throws IOException {
    long size = header.sizeField();
    if (size > TarFormat.MAX_METADATA) {
      throw input.corrupt("a header of " + size + " bytes is too long");
    }
    byte[] bytes = new byte[(int) size];
    input.readFully(bytes, bytes.length);
    input.skipFully(TarFormat.padding(size));
    return bytes;
  }

  private void skipData() throws IOException {
    long size = header.sizeField();
    input.skipFully(size);
    input.skipFully(TarFormat.padding(size));
  }

  private TarEntry readEntry() throws IOException {
    String name = header.name();
    input.enter(name);
    String path = clean(name);
    boolean link = block[TarFormat.TYPE] == TarFormat.HARD_LINK;
    Entry.Type type = header.type().orElseThrow(() -> input.corrupt("its type is unknown"));
    long size = type == Entry.Type.FILE && !link ? openContent() : 0;
    if (block[TarFormat.TYPE] == 'D' || header.isFileNamedAsDirectory()) {
      skipData();
    }
    var entry = header.entry(path, type, size);
    String target = link ? clean(header.link()) : "";
    if (link && (target.isEmpty() || path.isEmpty())) {
      throw input.corrupt("a hard link to or from the root");
    }
    header.clearExtension();
    return new TarEntry(entry, target);
  }

  private String clean(String name) {
    if (name.indexOf('\0') >= 0) {
      throw input.corrupt("its name holds a NUL character");
    }
    return TreePath.clean(name)
        .orElseThrow(() -> input.corrupt("the path leads out of the archive's root"));
  }

  /** Prepares the content and returns the size of the file. */
  private long openContent() throws IOException {
    long stored = header.dataSize();
    if (header.isOldSparse()) {
      return openSparse(SparseMap.old(block, input), stored);
    }
    if (header.hasSparseMapInContent()) {
      long start = input.position();
      SparseMap map = SparseMap.inContent(input, header.sparseSize());
      return openSparse(map, stored - (input.position() - start));
    }
    Optional<byte[]> map = header.sparseMap();
    if (map.isPresent()) {
      return openSparse(SparseMap.inHeader(map.get(), header.sparseSize()), stored);
    }
    content = ContentStream.plain(input, stored);
    contentPosition = input.position();
    return stored;
  }

  private long openSparse(SparseMap map, long stored) {
    if (map.storedSize() != stored) {
      throw input.corrupt("the map of a sparse file does not fit its content");
    }
    content = ContentStream.sparse(input, map);
    return map.size();
  }
}
