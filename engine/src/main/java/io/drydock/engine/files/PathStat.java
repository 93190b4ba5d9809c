package io.drydock.engine.files;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.linux.syscall.FileStatus;
import java.time.Instant;
import java.util.Base64;

/**
 * What {@code X-Docker-Container-Path-Stat} says of a file.
 *
 * @param mode as Go's {@code os.FileMode}
 * @param linkTarget where a symbolic link leads in the end, absolute; empty for all else
 */
public record PathStat(String name, long size, long mode, Instant modified, String linkTarget) {
  private static final long DIRECTORY = 1L << 31;
  private static final long SYMLINK = 1L << 27;
  private static final long DEVICE = 1L << 26;
  private static final long NAMED_PIPE = 1L << 25;
  private static final long SOCKET = 1L << 24;
  private static final long SETUID = 1L << 23;
  private static final long SETGID = 1L << 22;
  private static final long CHARACTER_DEVICE = 1L << 21;
  private static final long STICKY = 1L << 20;

  static PathStat of(String name, FileStatus status, String linkTarget) {
    return new PathStat(name, status.size(), mode(status), status.modified(), linkTarget);
  }

  private static long mode(FileStatus status) {
    long type =
        switch (status.type()) {
          case FileStatus.DIRECTORY -> DIRECTORY;
          case FileStatus.SYMLINK -> SYMLINK;
          case FileStatus.BLOCK_DEVICE -> DEVICE;
          case FileStatus.CHAR_DEVICE -> DEVICE | CHARACTER_DEVICE;
          case FileStatus.FIFO -> NAMED_PIPE;
          case FileStatus.SOCKET -> SOCKET;
          default -> 0;
        };
    int bits = status.permissions();
    return type
        | (bits & 0777)
        | ((bits & 04000) != 0 ? SETUID : 0)
        | ((bits & 02000) != 0 ? SETGID : 0)
        | ((bits & 01000) != 0 ? STICKY : 0);
  }

  /** The header's value. */
  public String toHeader() {
    var json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("size", size);
    json.addProperty("mode", mode);
    json.addProperty("mtime", modified.toString());
    json.addProperty("linkTarget", linkTarget);
    return Base64.getEncoder().encodeToString(Json.bytes(json));
  }
}
