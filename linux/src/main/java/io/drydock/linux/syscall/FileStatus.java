package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/**
 * What the kernel knows of a file without looking into it.
 *
 * @param mode with the type bits, as {@code st_mode}
 * @param links how many names it has
 * @param device of the file system that it lies on, {@code major << 32 | minor}
 * @param size in bytes
 * @param changed when anything of it changed last, which nobody can set
 * @param major and {@code minor}: of the device that it stands for, else 0
 */
public record FileStatus(
    int mode,
    int uid,
    int gid,
    int links,
    long device,
    long inode,
    long size,
    Instant modified,
    Instant changed,
    int major,
    int minor) {
  /** The bits of {@code st_mode} that say which type a file has. */
  public static final int TYPE_MASK = 0170000;

  public static final int SOCKET = 0140000;
  public static final int SYMLINK = 0120000;
  public static final int FILE = 0100000;
  public static final int BLOCK_DEVICE = 0060000;
  public static final int DIRECTORY = 0040000;
  public static final int CHAR_DEVICE = 0020000;
  public static final int FIFO = 0010000;

  private static final int STATX_SIZE = 256;
  private static final long ATTRIBUTE_MOUNT_ROOT = 0x2000;

  /** The type bits alone. */
  public int type() {
    return mode & TYPE_MASK;
  }

  /** The permission bits with setuid, setgid and sticky. */
  public int permissions() {
    return mode & 07777;
  }

  public boolean isDirectory() {
    return type() == DIRECTORY;
  }

  public boolean isFile() {
    return type() == FILE;
  }

  public boolean isSymlink() {
    return type() == SYMLINK;
  }

  /** A file's status, or the error. */
  public sealed interface Lookup {
    record Found(FileStatus status) implements Lookup {}

    /**
     * @param errno positive
     */
    record Failed(int errno) implements Lookup {}
  }

  /** Looks a path up and does not follow a symbolic link; an empty path means the descriptor. */
  public static Lookup of(int directory, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment statx = arena.allocate(STATX_SIZE, 8);
      int flags = path.isEmpty() ? FileCalls.EMPTY_PATH : 0;
      long result = FileCalls.statx(directory, path, flags, statx);
      return result < 0 ? new Lookup.Failed((int) -result) : new Lookup.Found(read(statx));
    }
  }

  /** Whether a path is the root of a mount (kernel 5.8); false when it does not exist. */
  public static boolean isMountRoot(int directory, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment statx = arena.allocate(STATX_SIZE, 8);
      return FileCalls.statx(directory, path, 0, statx) == 0
          && (statx.get(ValueLayout.JAVA_LONG, 8) & ATTRIBUTE_MOUNT_ROOT) != 0;
    }
  }

  private static FileStatus read(MemorySegment statx) {
    return new FileStatus(
        Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, 28)),
        statx.get(ValueLayout.JAVA_INT, 20),
        statx.get(ValueLayout.JAVA_INT, 24),
        statx.get(ValueLayout.JAVA_INT, 16),
        ((long) statx.get(ValueLayout.JAVA_INT, 136) << 32)
            | Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, 140)),
        statx.get(ValueLayout.JAVA_LONG, 32),
        statx.get(ValueLayout.JAVA_LONG, 40),
        Instant.ofEpochSecond(
            statx.get(ValueLayout.JAVA_LONG, 112), statx.get(ValueLayout.JAVA_INT, 120)),
        Instant.ofEpochSecond(
            statx.get(ValueLayout.JAVA_LONG, 96), statx.get(ValueLayout.JAVA_INT, 104)),
        statx.get(ValueLayout.JAVA_INT, 128),
        statx.get(ValueLayout.JAVA_INT, 132));
  }
}
