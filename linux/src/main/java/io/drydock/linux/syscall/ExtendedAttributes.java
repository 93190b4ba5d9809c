package io.drydock.linux.syscall;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Extended attributes of a file by its path; a symbolic link in the last component is not followed.
 * There are no calls relative to a descriptor before kernel 6.13, so callers hand in {@link
 * Fd#path()} with a name.
 */
public final class ExtendedAttributes {
  private static final int NAMES_SIZE = 64 * 1024;

  /** The most that the kernel lets a value have. */
  private static final int VALUE_SIZE = 64 * 1024;

  private ExtendedAttributes() {}

  /** The names; none where the file system has no such attributes. */
  public static List<String> names(String path) {
    try (Arena arena = Arena.ofConfined()) {
      long file = FileCalls.string(arena, path);
      // Nearly all files have none: ask for the size before memory is taken.
      long size = Kernel.call(SystemCall.LLISTXATTR, file, 0, 0);
      if (size <= 0) {
        return failedOrNone(size, path);
      }
      MemorySegment buffer = arena.allocate(NAMES_SIZE);
      size = Kernel.call(SystemCall.LLISTXATTR, file, buffer.address(), NAMES_SIZE);
      return size <= 0 ? failedOrNone(size, path) : split(buffer.asSlice(0, size));
    }
  }

  /** The value; the attribute exists. */
  public static byte[] get(String path, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(VALUE_SIZE);
      long size =
          Kernel.check(
              Kernel.call(
                  SystemCall.LGETXATTR,
                  FileCalls.string(arena, path),
                  FileCalls.string(arena, name),
                  buffer.address(),
                  VALUE_SIZE),
              SystemCall.LGETXATTR,
              name + " of \"" + path + "\"");
      return buffer.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
    }
  }

  /** Sets the value; returns 0 or the negative error number. */
  public static long set(String path, String name, byte[] value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.max(1, value.length));
      MemorySegment.copy(value, 0, buffer, ValueLayout.JAVA_BYTE, 0, value.length);
      return Kernel.call(
          SystemCall.LSETXATTR,
          FileCalls.string(arena, path),
          FileCalls.string(arena, name),
          buffer.address(),
          value.length,
          0);
    }
  }

  /** Removes the attribute; returns 0 or the negative error number. */
  public static long remove(String path, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return Kernel.call(
          SystemCall.LREMOVEXATTR, FileCalls.string(arena, path), FileCalls.string(arena, name));
    }
  }

  private static List<String> failedOrNone(long result, String path) {
    if (result < 0 && result != -Errno.EOPNOTSUPP.number()) {
      throw new LinuxException("llistxattr \"" + path + "\"", (int) -result);
    }
    return List.of();
  }

  private static List<String> split(MemorySegment names) {
    var list = new ArrayList<String>();
    byte[] bytes = names.toArray(ValueLayout.JAVA_BYTE);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        list.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return list;
  }
}
