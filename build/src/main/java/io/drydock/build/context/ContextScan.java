package io.drydock.build.context;

import io.drydock.core.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists everything below a directory of a context, and hashes what is not known, with a second
 * thread as soon as there is enough to do.
 */
final class ContextScan {
  /** Directories waiting, or files to hash, from which on a further thread pays. */
  private static final int WORTH_A_THREAD = 16;

  private final ContextTree tree;
  private final int threads;
  private final ArrayDeque<String> directories = new ArrayDeque<>();
  private final ArrayDeque<Item> unknown = new ArrayDeque<>();
  private final List<Thread> helpers = new ArrayList<>();
  private int busy;
  private @Nullable RuntimeException failure;

  ContextScan(ContextTree tree, int threads) {
    this.tree = tree;
    this.threads = threads;
  }

  void run(String directory) throws IOException {
    directories.add(directory);
    work();
    for (Thread each : helpers()) {
      Threads.join(each);
    }
    rethrow();
  }

  private synchronized List<Thread> helpers() {
    return List.copyOf(helpers);
  }

  private void work() {
    try {
      for (Runnable next = take(); next != null; next = take()) {
        next.run();
        done();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** The next piece of work, waiting for others that may bring some; null when all is done. */
  private synchronized @Nullable Runnable take() {
    while (true) {
      if (failure != null) {
        return null;
      }
      Item item = unknown.poll();
      String directory = item == null ? directories.poll() : null;
      if (item != null || directory != null) {
        busy++;
        return item != null ? () -> hash(item) : () -> list(String.valueOf(directory));
      }
      if (busy == 0) {
        return null;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(new UncheckedIOException(new IOException("interrupted")));
      }
    }
  }

  private synchronized void done() {
    busy--;
    if (busy == 0) {
      notifyAll();
    }
  }

  private synchronized void fail(RuntimeException e) {
    if (failure == null) {
      failure = e;
    }
    notifyAll();
  }

  private void list(String directory) {
    List<Item> items = tree.listing(directory);
    synchronized (this) {
      for (Item each : items) {
        if (each.entry.isDirectory()) {
          directories.add(each.entry.path());
        } else if (each.entry.isFile() && each.digest() == null) {
          unknown.add(each);
        }
      }
      notifyAll();
      if (directories.size() + unknown.size() > WORTH_A_THREAD && helpers.size() < threads - 1) {
        helpers.add(Thread.ofPlatform().daemon().name("context").start(this::work));
      }
    }
  }

  private void hash(Item item) {
    try {
      if (item.digest() == null) {
        tree.hash(item);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void rethrow() throws IOException {
    if (failure instanceof UncheckedIOException e && e.getCause() != null) {
      throw e.getCause();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
