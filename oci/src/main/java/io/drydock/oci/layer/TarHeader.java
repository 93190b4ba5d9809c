package io.drydock.oci.layer;

import io.drydock.oci.tree.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a header block says, together with the extensions that came before it. Malformed numbers are
 * {@link NumberFormatException}s.
 */
final class TarHeader {
  private static final long MAX_ID = 0xffff_ffffL;

  private final byte[] block;
  private Map<String, byte[]> pax = Map.of();
  private @Nullable String longName;
  private @Nullable String longLink;

  /**
   * @param block the current header, changed from outside
   */
  TarHeader(byte[] block) {
    this.block = block;
  }

  void setPax(Map<String, byte[]> records) {
    pax = records;
  }

  void setLongName(byte[] name) {
    longName = TarNumbers.string(name, 0, name.length);
  }

  void setLongLink(byte[] link) {
    longLink = TarNumbers.string(link, 0, link.length);
  }

  boolean hasExtension() {
    return !pax.isEmpty() || longName != null || longLink != null;
  }

  void clearExtension() {
    pax = Map.of();
    longName = null;
    longLink = null;
  }

  static boolean isZero(byte[] block) {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /** Old archives hold the sum of signed bytes, all others that of unsigned ones. */
  void requireChecksum() {
    long expected = TarNumbers.parse(block, TarFormat.CHECKSUM, TarFormat.CHECKSUM_LENGTH);
    int unsigned = 0;
    int signed = 0;
    for (int i = 0; i < TarFormat.BLOCK; i++) {
      boolean inSum = i >= TarFormat.CHECKSUM && i < TarFormat.CHECKSUM + TarFormat.CHECKSUM_LENGTH;
      byte each = inSum ? (byte) ' ' : block[i];
      unsigned += each & 0xff;
      signed += each;
    }
    if (expected != unsigned && expected != signed) {
      throw new NumberFormatException("a header's checksum is wrong");
    }
  }

  /** What the size field of the block says, whatever the extensions say. */
  long sizeField() {
    return notNegative(
        TarNumbers.parse(block, TarFormat.SIZE, TarFormat.NUMBER_LENGTH), "the size");
  }

  /** Bytes that follow the header in the archive. */
  long dataSize() {
    byte[] size = pax.get("size");
    return size == null ? sizeField() : TarNumbers.decimal(size);
  }

  /** The name as written. */
  String name() {
    byte[] sparse = pax.get("GNU.sparse.name");
    if (sparse != null) {
      return utf8(sparse);
    }
    byte[] path = pax.get("path");
    if (path != null && path.length > 0) {
      return utf8(path);
    }
    return longName != null ? longName : shortName();
  }

  private String shortName() {
    String name = TarNumbers.string(block, TarFormat.NAME, TarFormat.NAME_LENGTH);
    String prefix =
        hasMagic(TarFormat.POSIX_MAGIC, 5)
            ? TarNumbers.string(block, TarFormat.PREFIX, TarFormat.PREFIX_LENGTH)
            : "";
    return prefix.isEmpty() || isGnu() ? name : prefix + "/" + name;
  }

  private boolean isGnu() {
    return hasMagic(TarFormat.GNU_MAGIC, TarFormat.MAGIC_LENGTH);
  }

  private boolean hasMagic(String magic, int length) {
    for (int i = 0; i < length; i++) {
      if (block[TarFormat.MAGIC + i] != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a hard or symbolic link points, as written. */
  String link() {
    byte[] path = pax.get("linkpath");
    if (path != null && path.length > 0) {
      return utf8(path);
    }
    return longLink != null
        ? longLink
        : TarNumbers.string(block, TarFormat.LINK, TarFormat.NAME_LENGTH);
  }

  /** What the entry is; a hard link counts as a file. Empty when the type is not known. */
  Optional<Entry.Type> type() {
    return Optional.ofNullable(
        switch (block[TarFormat.TYPE]) {
          case '0', 0, '7', 'S' ->
              isFileNamedAsDirectory() ? Entry.Type.DIRECTORY : Entry.Type.FILE;
          case '1' -> Entry.Type.FILE;
          case '2' -> Entry.Type.SYMLINK;
          case '3' -> Entry.Type.CHAR_DEVICE;
          case '4' -> Entry.Type.BLOCK_DEVICE;
          case '5', 'D' -> Entry.Type.DIRECTORY;
          case '6' -> Entry.Type.FIFO;
          default -> null;
        });
  }

  /** Before ustar a directory was a file whose name ends in a slash. */
  boolean isFileNamedAsDirectory() {
    byte type = block[TarFormat.TYPE];
    return (type == 0 || type == '0') && name().endsWith("/");
  }

  boolean isOldSparse() {
    return block[TarFormat.TYPE] == 'S';
  }

  boolean hasSparseMapInContent() {
    byte[] major = pax.get("GNU.sparse.major");
    return major != null && utf8(major).equals("1");
  }

  Optional<byte[]> sparseMap() {
    return Optional.ofNullable(pax.get(PaxReader.SPARSE_MAP));
  }

  /** The size of a sparse file with its holes, in bytes. */
  long sparseSize() {
    byte[] size = pax.getOrDefault("GNU.sparse.realsize", pax.get("GNU.sparse.size"));
    if (size == null) {
      throw new NumberFormatException("a sparse file has no size");
    }
    return TarNumbers.decimal(size);
  }

  Entry entry(String path, Entry.Type type, long size) {
    boolean device = type == Entry.Type.CHAR_DEVICE || type == Entry.Type.BLOCK_DEVICE;
    return new Entry(
        path,
        type,
        (int) (TarNumbers.parse(block, TarFormat.MODE, TarFormat.ID_LENGTH) & 07777),
        id("uid", TarFormat.UID),
        id("gid", TarFormat.GID),
        size,
        modified(),
        type == Entry.Type.SYMLINK ? link() : "",
        device ? deviceNumber(TarFormat.MAJOR) : 0,
        device ? deviceNumber(TarFormat.MINOR) : 0,
        0,
        attributes());
  }

  private int id(String key, int offset) {
    byte[] extended = pax.get(key);
    long id =
        extended == null
            ? TarNumbers.parse(block, offset, TarFormat.ID_LENGTH)
            : TarNumbers.decimal(extended);
    if (id < 0 || id > MAX_ID) {
      throw new NumberFormatException("the " + key + " " + id + " is out of range");
    }
    return (int) id;
  }

  private Instant modified() {
    byte[] extended = pax.get("mtime");
    return extended == null
        ? TarNumbers.seconds(TarNumbers.parse(block, TarFormat.MODIFIED, TarFormat.NUMBER_LENGTH))
        : TarNumbers.time(extended);
  }

  private int deviceNumber(int offset) {
    long number = TarNumbers.parse(block, offset, TarFormat.ID_LENGTH);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new NumberFormatException("the device number is out of range");
    }
    return (int) number;
  }

  private Map<String, byte[]> attributes() {
    if (pax.isEmpty()) {
      return Map.of();
    }
    var attributes = new HashMap<String, byte[]>();
    pax.forEach((key, value) -> {
      if (key.startsWith(TarFormat.XATTR)) {
        attributes.put(key.substring(TarFormat.XATTR.length()), value);
      }
    });
    return attributes;
  }

  private static long notNegative(long value, String what) {
    if (value < 0) {
      throw new NumberFormatException(what + " is negative");
    }
    return value;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
