package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * System calls on files. Each returns what the call returns, or the negative error number. Paths
 * are relative to the directory descriptor unless absolute; none follows a symbolic link in the
 * last component, unless it says so.
 */
public final class FileCalls {
  /** The present working directory in place of a directory descriptor. */
  public static final int CWD = -100;

  /** Of {@link #unlink}: removes an empty directory instead of a file. */
  public static final int REMOVE_DIRECTORY = 0x200;

  /** Of {@link #statx}: the descriptor itself, with an empty path. */
  public static final int EMPTY_PATH = 0x1000;

  /** A time for {@link #utimes} that leaves the file's time as it is. */
  public static final long OMIT = (1L << 30) - 2;

  private static final int NO_FOLLOW = 0x100;
  private static final int STATX_BASIC = 0x7ff;
  private static final int FICLONE = 0x40049409;

  private FileCalls() {}

  /** Opens a path and follows symbolic links unless {@link Open#NOFOLLOW} is given. */
  public static long open(int directory, String path, int flags, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.OPENAT, directory, string(arena, path), flags | Open.CLOEXEC, mode);
    }
  }

  /** Opens a path under the rules of {@code RESOLVE_…} in {@link Open}. */
  public static long open(int directory, String path, int flags, int mode, int resolve) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment how = arena.allocate(24, 8);
      how.set(ValueLayout.JAVA_LONG, 0, flags | Open.CLOEXEC);
      how.set(ValueLayout.JAVA_LONG, 8, mode);
      how.set(ValueLayout.JAVA_LONG, 16, resolve);
      long result;
      int attempts = 0;
      do {
        result =
            Kernel.call(
                SystemCall.OPENAT2, directory, string(arena, path), how.address(), how.byteSize());
        // Somebody renamed a directory while ".." was resolved; the manual page says to try again.
      } while (result == -Errno.EAGAIN.number() && ++attempts < 128);
      return result;
    }
  }

  public static long makeDirectory(int directory, String path, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(SystemCall.MKDIRAT, directory, string(arena, path), mode);
    }
  }

  /**
   * @param mode with the type bits
   */
  public static long makeNode(int directory, String path, int mode, int major, int minor) {
    try (Arena arena = Arena.ofConfined()) {
      long device =
          (minor & 0xffL)
              | ((major & 0xfffL) << 8)
              | ((minor & 0xfff00L) << 12)
              | ((major & 0xfffff000L) << 32);
      return Kernel.call(SystemCall.MKNODAT, directory, string(arena, path), mode, device);
    }
  }

  public static long symlink(String target, int directory, String path) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.SYMLINKAT, string(arena, target), directory, string(arena, path));
    }
  }

  public static long link(int fromDirectory, String from, int directory, String path) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.LINKAT, fromDirectory, string(arena, from), directory, string(arena, path));
    }
  }

  public static long unlink(int directory, String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(SystemCall.UNLINKAT, directory, string(arena, path), flags);
    }
  }

  /** Renames and replaces what has the new name. */
  public static long rename(int fromDirectory, String from, int directory, String path) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.RENAMEAT2, fromDirectory, string(arena, from), directory, string(arena, path));
    }
  }

  /**
   * Follows no symbolic link, so that nobody can put one in the way; a link itself has no mode and
   * gives {@code EOPNOTSUPP}.
   */
  public static long chmod(int directory, String path, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      long result =
          Kernel.call(SystemCall.FCHMODAT2, directory, string(arena, path), mode, NO_FOLLOW);
      return result == -Errno.ENOSYS.number() ? chmodByProc(directory, path, mode) : result;
    }
  }

  /** By way of a descriptor that is open on the file itself, for kernels before 6.6. */
  private static long chmodByProc(int directory, String path, int mode) {
    long fd = open(directory, path, Open.PATH | Open.NOFOLLOW, 0);
    if (fd < 0) {
      return fd;
    }
    try (Fd file = new Fd((int) fd);
        Arena arena = Arena.ofConfined()) {
      long link = string(arena, file.path());
      return Kernel.call(SystemCall.FCHMODAT, CWD, link, mode);
    }
  }

  public static long chmod(int descriptor, int mode) {
    return Kernel.call(SystemCall.FCHMOD, descriptor, mode);
  }

  public static long chown(int directory, String path, int uid, int gid) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(SystemCall.FCHOWNAT, directory, string(arena, path), uid, gid, NO_FOLLOW);
    }
  }

  public static long chown(int descriptor, int uid, int gid) {
    return Kernel.call(SystemCall.FCHOWN, descriptor, uid, gid);
  }

  /**
   * Sets the time of modification, and that of access to the same.
   *
   * @param nanos 0 to 999,999,999, or {@link #OMIT}
   */
  public static long utimes(int directory, String path, long seconds, long nanos) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment times = arena.allocate(32, 8);
      times.set(ValueLayout.JAVA_LONG, 0, seconds);
      times.set(ValueLayout.JAVA_LONG, 8, nanos);
      times.set(ValueLayout.JAVA_LONG, 16, seconds);
      times.set(ValueLayout.JAVA_LONG, 24, nanos);
      return Kernel.call(
          SystemCall.UTIMENSAT, directory, string(arena, path), times.address(), NO_FOLLOW);
    }
  }

  /** Fills {@code status} (256 bytes, {@code struct statx}) with the basic fields. */
  static long statx(int directory, String path, int flags, MemorySegment status) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.STATX,
          directory,
          string(arena, path),
          flags | NO_FOLLOW,
          STATX_BASIC,
          status.address());
    }
  }

  /** Reads into native memory. */
  public static long read(int descriptor, MemorySegment buffer) {
    return Kernel.call(SystemCall.READ, descriptor, buffer.address(), buffer.byteSize());
  }

  /** Makes durable all that was written to the file system that the descriptor is on. */
  public static long syncFileSystem(int descriptor) {
    return Kernel.call(SystemCall.SYNCFS, descriptor);
  }

  /** Writes from native memory. */
  public static long write(int descriptor, MemorySegment buffer) {
    return Kernel.call(SystemCall.WRITE, descriptor, buffer.address(), buffer.byteSize());
  }

  /** Copies within the kernel from and to the descriptors' positions. */
  public static long copyRange(int from, int to, long length) {
    return Kernel.call(SystemCall.COPY_FILE_RANGE, from, 0, to, 0, length, 0);
  }

  /** Makes a file share the blocks of another one until either is written to. */
  public static long reflink(int from, int to) {
    return Kernel.call(SystemCall.IOCTL, to, FICLONE, from);
  }

  /** Reads directory entries into native memory ({@code struct linux_dirent64}). */
  static long directoryEntries(int descriptor, MemorySegment buffer) {
    return Kernel.call(SystemCall.GETDENTS64, descriptor, buffer.address(), buffer.byteSize());
  }

  static long string(Arena arena, String text) {
    return arena.allocateFrom(text).address();
  }
}
