package io.drydock.oci.layer;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of one entry as bytes, used again for each: the ustar block, and before it the pax
 * extension for what that can't hold. Laid out as Go's archive/tar does it in its pax format.
 */
final class HeaderBlock {
  private static final byte[] NOTHING = {};

  private final byte[] block = new byte[TarFormat.BLOCK];
  private final byte[] extensionHeader = new byte[TarFormat.BLOCK];
  private final PaxRecords records = new PaxRecords();
  private byte[] extension = NOTHING;

  /** The ustar block. */
  byte[] block() {
    return block;
  }

  /** The pax records, without padding; empty when none are needed. */
  byte[] extension() {
    return extension;
  }

  /** The header of the pax records. */
  byte[] extensionHeader() {
    return extensionHeader;
  }

  void fill(Entry entry, byte type, String link) {
    begin(type);
    String name = nameOf(entry);
    text(TarFormat.NAME, name, "path");
    text(TarFormat.LINK, link, "linkpath");
    octal(TarFormat.MODE, TarFormat.ID_LENGTH, entry.mode());
    number(TarFormat.UID, TarFormat.ID_LENGTH, Integer.toUnsignedLong(entry.uid()), "uid");
    number(TarFormat.GID, TarFormat.ID_LENGTH, Integer.toUnsignedLong(entry.gid()), "gid");
    number(
        TarFormat.SIZE, TarFormat.NUMBER_LENGTH, type == TarFormat.FILE ? entry.size() : 0, "size");
    number(TarFormat.MODIFIED, TarFormat.NUMBER_LENGTH, entry.modified().getEpochSecond(), "mtime");
    device(TarFormat.MAJOR, entry, entry.major());
    device(TarFormat.MINOR, entry, entry.minor());
    if (!entry.xattrs().isEmpty()) {
      records.putAttributes(entry.xattrs());
    }
    end(name);
  }

  /** A whiteout: an empty file, of which only the name counts. */
  void fillMark(String path) {
    begin(TarFormat.FILE);
    text(TarFormat.NAME, path, "path");
    octal(TarFormat.MODE, TarFormat.ID_LENGTH, 0);
    octal(TarFormat.UID, TarFormat.ID_LENGTH, 0);
    octal(TarFormat.GID, TarFormat.ID_LENGTH, 0);
    octal(TarFormat.SIZE, TarFormat.NUMBER_LENGTH, 0);
    octal(TarFormat.MODIFIED, TarFormat.NUMBER_LENGTH, 0);
    octal(TarFormat.MAJOR, TarFormat.ID_LENGTH, 0);
    octal(TarFormat.MINOR, TarFormat.ID_LENGTH, 0);
    end(path);
  }

  private static String nameOf(Entry entry) {
    if (!entry.isDirectory() || entry.path().endsWith("/")) {
      return entry.path();
    }
    return entry.path().isEmpty() ? "./" : entry.path() + "/";
  }

  private void begin(byte type) {
    Arrays.fill(block, (byte) 0);
    block[TarFormat.TYPE] = type;
    records.clear();
    extension = NOTHING;
  }

  private void end(String name) {
    seal(block);
    if (records.isEmpty()) {
      return;
    }
    extension = records.toBytes();
    Arrays.fill(extensionHeader, (byte) 0);
    extensionHeader[TarFormat.TYPE] = TarFormat.PAX;
    ascii(extensionHeader, TarFormat.NAME, extensionName(name));
    octal(extensionHeader, TarFormat.MODE, TarFormat.ID_LENGTH, 0);
    octal(extensionHeader, TarFormat.UID, TarFormat.ID_LENGTH, 0);
    octal(extensionHeader, TarFormat.GID, TarFormat.ID_LENGTH, 0);
    octal(extensionHeader, TarFormat.SIZE, TarFormat.NUMBER_LENGTH, extension.length);
    octal(extensionHeader, TarFormat.MODIFIED, TarFormat.NUMBER_LENGTH, 0);
    seal(extensionHeader);
  }

  /** {@code dir/PaxHeaders.0/file}, cut to what fits, without a slash at its end. */
  private static String extensionName(String name) {
    int slash = name.lastIndexOf('/') + 1;
    String full = name.substring(0, slash) + "PaxHeaders.0/" + name.substring(slash);
    String ascii = onlyAscii(full.startsWith("./") ? full.substring(2) : full);
    int end = Math.min(ascii.length(), TarFormat.NAME_LENGTH);
    while (end > 0 && ascii.charAt(end - 1) == '/') {
      end--;
    }
    return ascii.substring(0, end);
  }

  private void text(int offset, String value, String key) {
    if (value.length() <= TarFormat.NAME_LENGTH && isAscii(value)) {
      ascii(block, offset, value);
      return;
    }
    if (value.indexOf('\0') >= 0) {
      throw new DrydockException(ErrorKind.INVALID, "a name in a layer has a NUL character");
    }
    records.put(key, value);
    ascii(block, offset, onlyAscii(value));
    trimCutSlashes(offset, value);
  }

  /** A name that was cut right after a slash would look like a directory to old readers. */
  private void trimCutSlashes(int offset, String value) {
    int last = offset + TarFormat.NAME_LENGTH - 1;
    if (onlyAscii(value).length() > TarFormat.NAME_LENGTH && block[last] == '/') {
      while (block[last - 1] == '/') {
        last--;
      }
      block[last] = 0;
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80 || text.charAt(i) == 0) {
        return false;
      }
    }
    return true;
  }

  private static String onlyAscii(String text) {
    if (isAscii(text)) {
      return text;
    }
    var ascii = new StringBuilder(text.length());
    text.chars().filter(c -> c < 0x80 && c != 0).forEach(c -> ascii.append((char) c));
    return ascii.toString();
  }

  private static void ascii(byte[] target, int offset, String text) {
    int length = Math.min(text.length(), TarFormat.NAME_LENGTH);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, target, offset, length);
  }

  private void number(int offset, int length, long value, String key) {
    if (fitsOctal(length, value)) {
      octal(offset, length, value);
    } else {
      records.put(key, Long.toString(value));
      octal(offset, length, 0);
    }
  }

  private void device(int offset, Entry entry, int value) {
    if (!fitsOctal(TarFormat.ID_LENGTH, value)) {
      throw new DrydockException(
          ErrorKind.INVALID, "/" + entry.path() + ": device number " + value + " is too large");
    }
    octal(offset, TarFormat.ID_LENGTH, value);
  }

  private static boolean fitsOctal(int length, long value) {
    return value >= 0 && value < 1L << (3 * (length - 1));
  }

  private void octal(int offset, int length, long value) {
    octal(block, offset, length, value);
  }

  /** Octal digits with leading zeros and a NUL at the end. */
  private static void octal(byte[] target, int offset, int length, long value) {
    long rest = value;
    for (int i = offset + length - 2; i >= offset; i--) {
      target[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
    target[offset + length - 1] = 0;
  }

  private static void seal(byte[] target) {
    for (int i = 0; i < TarFormat.MAGIC_LENGTH; i++) {
      target[TarFormat.MAGIC + i] = (byte) TarFormat.POSIX_MAGIC.charAt(i);
    }
    Arrays.fill(
        target, TarFormat.CHECKSUM, TarFormat.CHECKSUM + TarFormat.CHECKSUM_LENGTH, (byte) ' ');
    int sum = 0;
    for (byte each : target) {
      sum += each & 0xff;
    }
    octal(target, TarFormat.CHECKSUM, TarFormat.CHECKSUM_LENGTH - 1, sum);
  }
}
