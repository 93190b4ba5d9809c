package io.drydock.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The bytes that files take. */
final class DiskUsage {
  private static final long TYPE_MASK = 0170000;
  private static final long FILE = 0100000;
  private static final long DIRECTORY = 0040000;

  private DiskUsage() {}

  /** The sizes of all regular files at and below the path; a file with n names counts once. */
  static long of(Path path) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(path, "unix:mode,size,nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return 0;
    }
    long type = number(attributes, "mode") & TYPE_MASK;
    if (type == FILE) {
      return number(attributes, "size") / Math.max(1, number(attributes, "nlink"));
    }
    long bytes = 0;
    if (type == DIRECTORY) {
      for (Path child : Disk.list(path)) {
        bytes += of(child);
      }
    }
    return bytes;
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
