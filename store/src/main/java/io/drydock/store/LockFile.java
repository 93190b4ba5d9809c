package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Many locks in one file, each a byte of it, between threads and between processes.
 *
 * <p>The kernel's locks belong to the process and vanish with any descriptor of the file that the
 * process closes, so a process has one channel for the file, whatever the number of its holders.
 * They are polled for: a blocking request can be broken by an interrupt, which closes the channel
 * and drops the locks of all others, and it reports deadlocks between threads that are none.
 */
final class LockFile implements AutoCloseable {
  private static final long FIRST_WAIT_MILLIS = 1;
  private static final long LONGEST_WAIT_MILLIS = 16;

  private final Path path;
  private final Map<Long, Held> held = new HashMap<>();
  private @Nullable FileChannel channel;

  LockFile(Path path) {
    this.path = path;
  }

  /** A lock that is held. Closing it a second time does nothing. */
  final class Hold implements AutoCloseable {
    private final long key;
    private boolean open = true;

    private Hold(long key) {
      this.key = key;
    }

    @Override
    public void close() {
      synchronized (LockFile.this) {
        if (open) {
          open = false;
          release(key);
        }
      }
    }
  }

  private static final class Held {
    private final FileLock lock;
    private int holders = 1;

    Held(FileLock lock) {
      this.lock = lock;
    }
  }

  /** The byte that stands for the name; two names may share one. */
  static long key(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash >>> 2;
  }

  /** Waits until nobody else holds the lock. Not reentrant. */
  Hold exclusive(long key) {
    return await(key, false);
  }

  /** Waits until nobody holds the lock exclusively. */
  Hold shared(long key) {
    return await(key, true);
  }

  /** The exclusive lock, unless somebody has it now. */
  synchronized Optional<Hold> tryExclusive(long key) {
    return take(key, false) ? Optional.of(new Hold(key)) : Optional.empty();
  }

  @Override
  public synchronized void close() {
    if (channel != null && held.isEmpty()) {
      try {
        channel.close();
      } catch (IOException e) {
        throw Disk.failure("close a lock", path, e);
      }
      channel = null;
    }
  }

  private synchronized Hold await(long key, boolean shared) {
    for (long wait = FIRST_WAIT_MILLIS; !take(key, shared); ) {
      try {
        wait(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DrydockException(ErrorKind.CANCELLED, "interrupted while waiting for " + path, e);
      }
      wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
    }
    return new Hold(key);
  }

  private boolean take(long key, boolean shared) {
    Held present = held.get(key);
    if (present != null) {
      if (!shared || !present.lock.isShared()) {
        return false;
      }
      present.holders++;
      return true;
    }
    try {
      FileLock lock = channel().tryLock(key, 1, shared);
      if (lock == null) {
        return false;
      }
      held.put(key, new Held(lock));
      return true;
    } catch (IOException e) {
      throw Disk.failure("lock the store", path, e);
    }
  }

  private void release(long key) {
    Held present = held.get(key);
    if (present == null || --present.holders > 0) {
      return;
    }
    held.remove(key);
    try {
      present.lock.release();
    } catch (IOException e) {
      throw Disk.failure("unlock the store", path, e);
    } finally {
      notifyAll();
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel present = channel;
    if (present == null) {
      present =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel = present;
    }
    return present;
  }
}
