package io.drydock.buildkit.message;

import java.util.Map;

/**
 * What a file is, as fsutil sends it.
 *
 * @param path relative, clean, with slashes
 * @param mode Go's {@code os.FileMode}: its type bits are not POSIX's
 * @param sizeBytes of a regular file
 * @param modified in nanoseconds since 1970
 * @param linkName a symbolic link's target; of a regular file the path that it is another name of
 */
public record Stat(
    String path,
    int mode,
    int uid,
    int gid,
    long sizeBytes,
    long modified,
    String linkName,
    long deviceMajor,
    long deviceMinor,
    Map<String, byte[]> attributes)
    implements WireWriter.Message {
  private static final int DIRECTORY = 1 << 31;
  private static final int LINK = 1 << 27;
  private static final int SPECIAL = 1 << 26 | 1 << 25 | 1 << 24 | 1 << 21 | 1 << 19;
  private static final int SETUID = 1 << 23;
  private static final int SETGID = 1 << 22;
  private static final int STICKY = 1 << 20;

  static Stat read(Wire wire) {
    return new Stat(
        wire.text(1),
        (int) wire.number(2),
        (int) wire.number(3),
        (int) wire.number(4),
        wire.number(5),
        wire.number(6),
        wire.text(7),
        wire.number(8),
        wire.number(9),
        wire.map(10, bytes -> bytes));
  }

  public static Stat decode(byte[] message) {
    return read(Wire.read(message));
  }

  @Override
  public byte[] encode() {
    return new WireWriter()
        .text(1, path)
        .number(2, Integer.toUnsignedLong(mode))
        .number(3, Integer.toUnsignedLong(uid))
        .number(4, Integer.toUnsignedLong(gid))
        .number(5, sizeBytes)
        .number(6, modified)
        .text(7, linkName)
        .number(8, deviceMajor)
        .number(9, deviceMinor)
        .byteMap(10, attributes)
        .encode();
  }

  public boolean isDirectory() {
    return (mode & DIRECTORY) != 0;
  }

  public boolean isLink() {
    return (mode & LINK) != 0;
  }

  /** Neither a device, a pipe nor a socket, nor one of the above. */
  public boolean isFile() {
    return (mode & (DIRECTORY | LINK | SPECIAL)) == 0;
  }

  /** Whether its content has to be asked for: no other name of a file sent before. */
  public boolean hasContent() {
    return isFile() && linkName.isEmpty();
  }

  /** The permission bits as POSIX has them. */
  public int permissions() {
    return (mode & 0777)
        | ((mode & SETUID) == 0 ? 0 : 04000)
        | ((mode & SETGID) == 0 ? 0 : 02000)
        | ((mode & STICKY) == 0 ? 0 : 01000);
  }

  /** The mode of POSIX's {@code st_mode} in Go's form. */
  public static int goMode(int posix) {
    int type =
        switch (posix & 0170000) {
          case 0040000 -> DIRECTORY;
          case 0120000 -> LINK;
          case 0010000 -> 1 << 25;
          case 0140000 -> 1 << 24;
          case 0020000 -> 1 << 26 | 1 << 21;
          case 0060000 -> 1 << 26;
          default -> 0;
        };
    return type
        | (posix & 0777)
        | ((posix & 04000) == 0 ? 0 : SETUID)
        | ((posix & 02000) == 0 ? 0 : SETGID)
        | ((posix & 01000) == 0 ? 0 : STICKY);
  }

  /** Whether a file that was so is still the same: content is told by size and time. */
  public boolean isSame(Stat other) {
    return mode == other.mode
        && linkName.equals(other.linkName)
        && deviceMajor == other.deviceMajor
        && deviceMinor == other.deviceMinor
        && (isDirectory() || (sizeBytes == other.sizeBytes && modified == other.modified))
        && sameAttributes(other);
  }

  private boolean sameAttributes(Stat other) {
    if (!attributes.keySet().equals(other.attributes.keySet())) {
      return false;
    }
    return attributes.entrySet().stream()
        .allMatch(
            each -> java.util.Arrays.equals(each.getValue(), other.attributes.get(each.getKey())));
  }
}
