package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The list of a layer's entries as it lies on the disk. Nothing is decoded before it is asked for:
 * entries are sorted by directory and then name, so that one is found by bisection and a
 * directory's children stand together.
 *
 * <p>The file is a header (magic, checksum of the rest, number of entries), the offset of each
 * entry, and the entries as {@link LayerIndexRecord} writes them. All numbers are big-endian.
 */
final class LayerIndex {
  static final int MAGIC = 0x44444931;
  static final int HEADER = 3 * Integer.BYTES;
  static final int DIGEST_LENGTH = 32;

  /** Positions of an entry's members from its beginning. */
  static final int FLAGS = 1;

  static final int MODE = 2;
  static final int OWNER = 4;
  static final int SIZE = 12;
  static final int MODIFIED = 20;
  static final int CONTENT = 32;
  static final int LINK_GROUP = 40;
  static final int DIGEST = 48;
  static final int NAME_START = DIGEST + DIGEST_LENGTH;
  static final int PATH = NAME_START + Short.BYTES;

  static final int OPAQUE = 1;
  static final int IMPLIED = 2;

  private final ByteBuffer bytes;
  private final byte[] array;
  private final int count;

  private LayerIndex(byte[] array) {
    this.array = array;
    this.bytes = ByteBuffer.wrap(array);
    this.count = bytes.getInt(2 * Integer.BYTES);
  }

  /**
   * The index in the file.
   *
   * @throws DrydockException of kind CORRUPT when it is torn
   */
  static LayerIndex read(Path file) throws IOException {
    byte[] array = Files.readAllBytes(file);
    if (array.length < HEADER
        || ByteBuffer.wrap(array).getInt(0) != MAGIC
        || ByteBuffer.wrap(array).getInt(Integer.BYTES) != checksum(array)) {
      throw new DrydockException(ErrorKind.CORRUPT, file + " is no whole index of a layer");
    }
    return new LayerIndex(array);
  }

  static int checksum(byte[] file) {
    var crc = new CRC32();
    crc.update(file, 2 * Integer.BYTES, file.length - 2 * Integer.BYTES);
    return (int) crc.getValue();
  }

  int size() {
    return count;
  }

  /** The item at the path, or nothing. */
  Optional<LayerNode> find(String path) {
    int slash = path.lastIndexOf('/');
    byte[] parent = utf8(slash < 0 ? "" : path.substring(0, slash));
    byte[] name = utf8(path.substring(slash + 1));
    int at = firstNotBefore(parent, name);
    return at < count && compare(at, parent, name) == 0 ? Optional.of(item(at)) : Optional.empty();
  }

  /** The number of the first item that lies directly in the directory, if there is one. */
  int firstChild(String directory) {
    // The root itself has the empty path, and stands before its children.
    int at = firstNotBefore(utf8(directory), new byte[0]);
    return directory.isEmpty() && at < count && pathLength(at) == 0 ? at + 1 : at;
  }

  /** Whether the item with the number lies directly in the directory. */
  boolean isChild(int number, String directory) {
    return number < count && pathLength(number) > 0 && compareParent(number, utf8(directory)) == 0;
  }

  /** The item with the number, decoded. */
  LayerNode item(int number) {
    int at = offset(number);
    LayerNode.Kind kind = LayerNode.Kind.of(array[at]);
    int flags = array[at + FLAGS];
    int cursor = at + PATH;
    int pathLength = length(cursor);
    String path = text(cursor + Short.BYTES, pathLength);
    cursor += Short.BYTES + pathLength;
    int targetLength = length(cursor);
    String target = text(cursor + Short.BYTES, targetLength);
    cursor += Short.BYTES + targetLength;
    int major = bytes.getInt(cursor);
    int minor = bytes.getInt(cursor + Integer.BYTES);
    var entry =
        new Entry(
            path,
            kind.type(),
            length(at + MODE),
            bytes.getInt(at + OWNER),
            bytes.getInt(at + OWNER + Integer.BYTES),
            bytes.getLong(at + SIZE),
            Instant.ofEpochSecond(
                bytes.getLong(at + MODIFIED), bytes.getInt(at + MODIFIED + Long.BYTES)),
            target,
            major,
            minor,
            bytes.getLong(at + LINK_GROUP),
            attributes(cursor + 2 * Integer.BYTES));
    return new LayerNode(
        kind,
        entry,
        (flags & OPAQUE) != 0,
        (flags & IMPLIED) != 0,
        bytes.getLong(at + CONTENT),
        digest(at));
  }

  private Digest digest(int at) {
    String hex = HexFormat.of().formatHex(array, at + DIGEST, at + DIGEST + DIGEST_LENGTH);
    return new Digest("sha256", hex);
  }

  private Map<String, byte[]> attributes(int at) {
    int number = length(at);
    if (number == 0) {
      return Map.of();
    }
    var attributes = new TreeMap<String, byte[]>();
    int cursor = at + Short.BYTES;
    for (int i = 0; i < number; i++) {
      int nameLength = length(cursor);
      String name = text(cursor + Short.BYTES, nameLength);
      cursor += Short.BYTES + nameLength;
      int valueLength = bytes.getInt(cursor);
      cursor += Integer.BYTES;
      attributes.put(name, Arrays.copyOfRange(array, cursor, cursor + valueLength));
      cursor += valueLength;
    }
    return attributes;
  }

  private int firstNotBefore(byte[] parent, byte[] name) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, parent, name) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int number, byte[] parent, byte[] name) {
    int byParent = compareParent(number, parent);
    if (byParent != 0) {
      return byParent;
    }
    int at = offset(number);
    int path = at + PATH + Short.BYTES;
    return Arrays.compareUnsigned(
        array, path + length(at + NAME_START), path + pathLength(number), name, 0, name.length);
  }

  private int compareParent(int number, byte[] parent) {
    int at = offset(number);
    int path = at + PATH + Short.BYTES;
    int end = path + Math.max(0, length(at + NAME_START) - 1);
    return Arrays.compareUnsigned(array, path, end, parent, 0, parent.length);
  }

  private int offset(int number) {
    return bytes.getInt(HEADER + number * Integer.BYTES);
  }

  private int pathLength(int number) {
    return length(offset(number) + PATH);
  }

  private int length(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private String text(int at, int length) {
    return new String(array, at, length, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
