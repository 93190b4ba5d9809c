package io.drydock.linux.file;

import io.drydock.linux.syscall.FileStatus;
import java.time.Instant;
import java.util.Map;

/**
 * What a file has besides its name and content.
 *
 * @param mode permission bits with setuid, setgid and sticky: at most 07777; a symbolic link has
 *     none of its own
 * @param xattrs extended attributes by name, set in addition to those that are there
 */
public record Attributes(int mode, int uid, int gid, Instant modified, Map<String, byte[]> xattrs) {
  public Attributes {
    xattrs = Map.copyOf(xattrs);
  }

  /** Without extended attributes. */
  public Attributes(int mode, int uid, int gid, Instant modified) {
    this(mode, uid, gid, modified, Map.of());
  }

  /** Those of an existing file but for its extended attributes. */
  public static Attributes of(FileStatus status) {
    return new Attributes(
        status.permissions(), status.uid(), status.gid(), status.modified(), Map.of());
  }
}
