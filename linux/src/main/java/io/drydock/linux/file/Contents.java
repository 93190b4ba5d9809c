package io.drydock.linux.file;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.LinuxException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;

/** Moves the bytes of files. */
final class Contents {
  private static final int BUFFER_SIZE = 64 * 1024;

  /** More than any file; the kernel copies what there is. */
  private static final long WHOLE = 1L << 30;

  private Contents() {}

  static void write(InputStream content, Fd file, Supplier<String> path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER_SIZE);
      byte[] bytes = new byte[BUFFER_SIZE];
      int count;
      while ((count = content.read(bytes)) >= 0) {
        MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, count);
        writeAll(file, buffer.asSlice(0, count), path);
      }
    }
  }

  /** Shares blocks if the file system can, else copies in the kernel, else through memory. */
  static void copy(Fd from, Fd to, Supplier<String> path) {
    if (FileCalls.reflink(from.number(), to.number()) == 0) {
      return;
    }
    long copied;
    boolean some = false;
    while ((copied = FileCalls.copyRange(from.number(), to.number(), WHOLE)) > 0) {
      some = true;
    }
    // 0 may also be the answer of a file system whose files have no size, like /proc.
    if (copied == 0 && some) {
      return;
    }
    if (copied < 0 && (some || !canFallBack((int) -copied))) {
      throw new LinuxException("copy to \"" + path.get() + "\"", (int) -copied);
    }
    copyThroughMemory(from, to, path);
  }

  private static void copyThroughMemory(Fd from, Fd to, Supplier<String> path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER_SIZE);
      long count;
      while ((count = FileCalls.read(from.number(), buffer)) > 0) {
        writeAll(to, buffer.asSlice(0, count), path);
      }
      if (count < 0) {
        throw new LinuxException("copy to \"" + path.get() + "\"", (int) -count);
      }
    }
  }

  private static void writeAll(Fd file, MemorySegment bytes, Supplier<String> path) {
    long done = 0;
    while (done < bytes.byteSize()) {
      long count = FileCalls.write(file.number(), bytes.asSlice(done));
      if (count < 0) {
        throw new LinuxException("write \"" + path.get() + "\"", (int) -count);
      }
      done += count;
    }
  }

  private static boolean canFallBack(int errno) {
    return errno == Errno.EXDEV.number()
        || errno == Errno.EINVAL.number()
        || errno == Errno.ENOSYS.number()
        || errno == Errno.EOPNOTSUPP.number();
  }
}
