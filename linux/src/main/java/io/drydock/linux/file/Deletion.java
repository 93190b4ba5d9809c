package io.drydock.linux.file;

import io.drydock.linux.syscall.DirectoryReader;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Removes trees by descriptor, so that no link is ever followed, and by the bytes of names, so that
 * names in no character set go too.
 */
final class Deletion {
  private Deletion() {}

  static void delete(int directory, String name, String path) {
    try (Arena arena = Arena.ofConfined()) {
      delete(directory, new DirectoryReader.Name(arena.allocateFrom(name), false), path);
    }
  }

  static void empty(Fd directory, String path) {
    try (Arena arena = Arena.ofConfined()) {
      FileCalls.chmod(directory.number(), 0700); // without search permission nothing inside can go
      for (DirectoryReader.Name child : DirectoryReader.names(directory.number(), arena)) {
        delete(directory.number(), child, path + "/" + child.text());
      }
    }
  }

  private static void delete(int directory, DirectoryReader.Name name, String path) {
    long result = name.directory() ? -Errno.EISDIR.number() : unlink(directory, name, 0);
    if (result == -Errno.EISDIR.number() || result == -Errno.EPERM.number()) {
      deleteDirectory(directory, name, path, result);
    } else if (result < 0 && result != -Errno.ENOENT.number()) {
      throw new LinuxException("remove \"" + path + "\"", (int) -result);
    }
  }

  private static void deleteDirectory(
      int directory, DirectoryReader.Name name, String path, long unlinked) {
    long opened = openForListing(directory, name);
    if (opened == -Errno.ENOTDIR.number()) {
      throw new LinuxException("remove \"" + path + "\"", (int) -unlinked);
    }
    try (Fd open = new Fd((int) check(opened, path))) {
      empty(open, path);
    }
    check(unlink(directory, name, FileCalls.REMOVE_DIRECTORY), path);
  }

  private static long openForListing(int directory, DirectoryReader.Name name) {
    int flags = Open.READ | Open.DIRECTORY | Open.NOFOLLOW | Open.CLOEXEC;
    MemorySegment bytes = name.bytes();
    long fd = Kernel.call(SystemCall.OPENAT, directory, bytes.address(), flags, 0);
    if (fd == -Errno.EACCES.number()) {
      Kernel.call(SystemCall.FCHMODAT, directory, bytes.address(), 0700);
      fd = Kernel.call(SystemCall.OPENAT, directory, bytes.address(), flags, 0);
    }
    return fd;
  }

  private static long unlink(int directory, DirectoryReader.Name name, int flags) {
    return Kernel.call(SystemCall.UNLINKAT, directory, name.bytes().address(), flags);
  }

  private static long check(long result, String path) {
    if (result < 0) {
      throw new LinuxException("remove \"" + path + "\"", (int) -result);
    }
    return result;
  }
}
