package io.drydock.build.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code lstat} says of a file.
 *
 * @param mode with the type bits
 * @param modifiedNanos since the epoch, as {@code changedNanos}
 */
record FileStat(
    int mode,
    long device,
    long inode,
    int links,
    long rawDevice,
    long size,
    long modifiedNanos,
    long changedNanos) {
  /** Named one by one: {@code unix:*} would look up the names of owner and group as well. */
  private static final String ATTRIBUTES =
      "unix:mode,dev,ino,nlink,rdev,size,lastModifiedTime,ctime";

  private static final int TYPE_MASK = 0xf000;

  static FileStat of(Path path) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    return new FileStat(
        number(all, "mode").intValue(),
        number(all, "dev").longValue(),
        number(all, "ino").longValue(),
        number(all, "nlink").intValue(),
        number(all, "rdev").longValue(),
        number(all, "size").longValue(),
        nanos(all, "lastModifiedTime"),
        nanos(all, "ctime"));
  }

  /** The type bits ({@code S_IFMT}). */
  int type() {
    return mode & TYPE_MASK;
  }

  int permissions() {
    return mode & 07777;
  }

  int major() {
    return (int) (((rawDevice >>> 8) & 0xfff) | ((rawDevice >>> 32) & ~0xfffL));
  }

  int minor() {
    return (int) ((rawDevice & 0xff) | ((rawDevice >>> 12) & ~0xffL));
  }

  private static Number number(Map<String, Object> all, String name) {
    if (all.get(name) instanceof Number number) {
      return number;
    }
    throw new IllegalStateException("this JDK's file attributes have no " + name);
  }

  private static long nanos(Map<String, Object> all, String name) {
    if (all.get(name) instanceof FileTime time) {
      return time.to(TimeUnit.NANOSECONDS);
    }
    throw new IllegalStateException("this JDK's file attributes have no " + name);
  }
}
