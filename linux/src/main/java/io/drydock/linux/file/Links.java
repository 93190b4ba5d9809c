package io.drydock.linux.file;

import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.SystemCall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Symbolic links: what they hold, and where a path with links in it leads. */
final class Links {
  /** As many links as the kernel follows in one path. */
  private static final int MAX_FOLLOWED = 40;

  private static final int MAX_TARGET = 4096;

  private Links() {}

  static String read(RootDirectory.Place place, RootDirectory root, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(MAX_TARGET);
      long length =
          Kernel.call(
              SystemCall.READLINKAT,
              place.directory(),
              arena.allocateFrom(place.name()).address(),
              target.address(),
              MAX_TARGET);
      if (length < 0) {
        throw root.failed("read link", path, (int) -length);
      }
      byte[] bytes = target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  static String resolve(RootDirectory root, String path) {
    var resolved = new ArrayList<String>();
    var pending = new ArrayDeque<String>(List.of(path.split("/", -1)));
    int followed = 0;
    while (!pending.isEmpty()) {
      String component = pending.removeFirst();
      if (component.isEmpty() || component.equals(".")) {
        continue;
      }
      if (component.equals("..")) {
        if (!resolved.isEmpty()) {
          resolved.removeLast();
        }
        continue;
      }
      resolved.add(component);
      String here = String.join("/", resolved);
      if (isLink(root, here)) {
        if (++followed > MAX_FOLLOWED) {
          throw root.failed("resolve", path, Errno.ELOOP.number());
        }
        follow(root.readLink(here), resolved, pending);
      }
    }
    return String.join("/", resolved);
  }

  private static boolean isLink(RootDirectory root, String path) {
    Optional<FileStatus> status = root.status(path);
    return status.isPresent() && status.get().isSymlink();
  }

  private static void follow(String target, List<String> resolved, Deque<String> pending) {
    if (target.startsWith("/")) {
      resolved.clear();
    } else {
      resolved.removeLast();
    }
    List.of(target.split("/", -1)).reversed().forEach(pending::addFirst);
  }
}
