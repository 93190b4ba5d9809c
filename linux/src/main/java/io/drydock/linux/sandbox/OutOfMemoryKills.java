package io.drydock.linux.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's count of processes that it killed for want of memory, on the whole host. */
final class OutOfMemoryKills {
  private static final Path COUNTERS = Path.of("/proc/vmstat");
  private static final String COUNTER = "oom_kill ";

  private static long known = -1;

  private OutOfMemoryKills() {}

  /** Remembers the count, once for the process: reading it is not free. */
  static synchronized void noteBefore() {
    if (known < 0) {
      known = count();
    }
  }

  /** Whether there were any since this was last asked, or since the count was remembered. */
  static synchronized boolean happenedSince() {
    long before = known;
    known = count();
    return known > before;
  }

  private static long count() {
    try {
      for (String line : Files.readAllLines(COUNTERS)) {
        if (line.startsWith(COUNTER)) {
          return Long.parseLong(line.substring(COUNTER.length()).strip());
        }
      }
    } catch (IOException e) {
      // Where the counters cannot be read, no kill is put down to memory.
    }
    return 0;
  }
}
