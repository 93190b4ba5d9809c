package io.drydock.linux.mount;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Operations on mounts in the mount namespace of the calling thread. */
public final class Mounts {
  private static final int CLONE = 1;
  private static final int CLOEXEC = 0x80000;
  private static final int RECURSIVE = 0x8000;
  private static final int EMPTY_PATH = 0x1000;
  private static final int FROM_DESCRIPTOR = 0x4;
  private static final int TO_DESCRIPTOR = 0x40;
  private static final long MS_RECURSIVE = 0x4000;
  private static final int DETACH = 2;
  private static final int NO_FOLLOW = 8;
  private static final long MS_PRIVATE = 0x40000;

  private Mounts() {}

  /** Lets no mount from here on reach other namespaces, nor theirs this one. */
  public static void makePrivate() {
    try (Arena arena = Arena.ofConfined()) {
      long none = arena.allocateFrom("none").address();
      long root = arena.allocateFrom("/").address();
      Kernel.check(
          Kernel.call(SystemCall.MOUNT, none, root, 0, MS_RECURSIVE | MS_PRIVATE, 0),
          SystemCall.MOUNT,
          "--make-rprivate /");
    }
  }

  /**
   * A detached copy of the mount at a path: what a bind mount attaches. A symbolic link is
   * followed.
   *
   * @param recursive with all mounts below
   */
  public static Fd copyOf(String path, boolean recursive) {
    return copyOf(FileCalls.CWD, path, recursive);
  }

  /** As {@link #copyOf(String, boolean)}, relative to a directory; an empty path means itself. */
  public static Fd copyOf(int directory, String path, boolean recursive) {
    try (Arena arena = Arena.ofConfined()) {
      int flags = CLONE | CLOEXEC | (recursive ? RECURSIVE : 0) | (path.isEmpty() ? EMPTY_PATH : 0);
      long fd =
          Kernel.call(SystemCall.OPEN_TREE, directory, arena.allocateFrom(path).address(), flags);
      return new Fd(
          (int) Kernel.check(fd, SystemCall.OPEN_TREE, path.isEmpty() ? "of a descriptor" : path));
    }
  }

  /** Adds attributes to a mount, and to all below it when recursive. */
  public static void addAttributes(Fd mount, long attributes, boolean recursive) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment change = arena.allocate(32, 8);
      change.set(ValueLayout.JAVA_LONG, 0, attributes);
      long result =
          Kernel.call(
              SystemCall.MOUNT_SETATTR,
              mount.number(),
              arena.allocateFrom("").address(),
              EMPTY_PATH | (recursive ? RECURSIVE : 0),
              change.address(),
              change.byteSize());
      Kernel.check(result, SystemCall.MOUNT_SETATTR, "of a detached mount");
    }
  }

  /** Attaches a detached mount over the directory or file that a descriptor is open on. */
  public static void attach(Fd mount, Fd target, String description) {
    try (Arena arena = Arena.ofConfined()) {
      long empty = arena.allocateFrom("").address();
      long result =
          Kernel.call(
              SystemCall.MOVE_MOUNT,
              mount.number(),
              empty,
              target.number(),
              empty,
              FROM_DESCRIPTOR | TO_DESCRIPTOR);
      if (result < 0) {
        throw new LinuxException("mount on \"" + description + "\"", (int) -result);
      }
    }
  }

  /** Attaches a detached mount at a path; a symbolic link is not followed. */
  public static void attach(Fd mount, String path) {
    int errno = (int) -tryAttach(mount.number(), path);
    if (errno != 0) {
      throw new LinuxException("mount on \"" + path + "\"", errno);
    }
  }

  /** As {@link #attach(Fd, String)}; returns 0 or the negative error number. */
  public static long tryAttach(int mount, String path) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.MOVE_MOUNT,
          mount,
          arena.allocateFrom("").address(),
          FileCalls.CWD,
          arena.allocateFrom(path).address(),
          FROM_DESCRIPTOR);
    }
  }

  /**
   * Mounts in the old way, {@code mount(2)}.
   *
   * @param flags {@code MS_…}
   * @param data options of the file system, with commas between
   */
  public static void mount(String source, String target, String type, long flags, String data) {
    try (Arena arena = Arena.ofConfined()) {
      long result =
          Kernel.call(
              SystemCall.MOUNT,
              arena.allocateFrom(source).address(),
              arena.allocateFrom(target).address(),
              arena.allocateFrom(type).address(),
              flags,
              arena.allocateFrom(data).address());
      if (result < 0) {
        throw new LinuxException("mount \"" + source + "\" on \"" + target + "\"", (int) -result);
      }
    }
  }

  /**
   * Takes the topmost mount at a path away, at once for newcomers, for those who use it when they
   * are done. A symbolic link is not followed.
   *
   * @return whether there was one
   */
  public static boolean detach(String path) {
    try (Arena arena = Arena.ofConfined()) {
      long result =
          Kernel.call(SystemCall.UMOUNT2, arena.allocateFrom(path).address(), DETACH | NO_FOLLOW);
      if (result == -Errno.EINVAL.number() || result == -Errno.ENOENT.number()) {
        return false;
      }
      Kernel.check(result, SystemCall.UMOUNT2, "\"" + path + "\"");
      return true;
    }
  }

  /** Whether a mount is attached at the path; a symbolic link is not followed. */
  public static boolean isMountPoint(String path) {
    return FileStatus.isMountRoot(FileCalls.CWD, path);
  }
}
