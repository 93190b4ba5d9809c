package io.drydock.store;

import io.drydock.core.Threads;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Makes small files, some on a second thread and, when that has enough to do, the others here. The
 * order in which they come to be is not that in which they were handed in.
 */
final class FileMaker implements AutoCloseable {
  private static final int QUEUED = 64;

  /** Does the second thread pay: a layer with fewer files is unpacked before it has started. */
  private static final int WORTH_A_THREAD = 32;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Job(Entry entry, byte[] content) {}

  private final RootDirectory root;
  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(QUEUED);
  private int made;
  private int pending;
  private boolean closed;
  private @Nullable Throwable failure;
  private @Nullable Thread worker;

  FileMaker(RootDirectory root) {
    this.root = root;
  }

  void make(Entry entry, byte[] content) {
    checkFailure();
    var job = new Job(entry, content);
    if (++made > WORTH_A_THREAD && offer(job)) {
      return;
    }
    run(root, job);
  }

  /** Waits until all files are there. */
  void flush() {
    synchronized (this) {
      boolean interrupted = false;
      while (pending > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    checkFailure();
  }

  @Override
  public void close() {
    Thread running = worker;
    if (running == null) {
      return;
    }
    synchronized (this) {
      pending -= jobs.size();
      jobs.clear();
      closed = true;
    }
    running.interrupt();
    Threads.join(running);
  }

  private boolean offer(Job job) {
    if (worker == null) {
      var thread = new Thread(this::work, "drydock-unpack");
      thread.setDaemon(true);
      thread.start();
      worker = thread;
    }
    synchronized (this) {
      boolean taken = failure == null && jobs.offer(job);
      pending += taken ? 1 : 0;
      return taken;
    }
  }

  private void work() {
    try (RootDirectory own = RootDirectory.open(root.location())) {
      while (!isClosed()) {
        Job job = jobs.take();
        try {
          run(own, job);
        } catch (RuntimeException | Error e) {
          fail(e);
        } finally {
          done();
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    } catch (RuntimeException | Error e) {
      fail(e);
      giveUp();
    }
  }

  private static void run(RootDirectory root, Job job) {
    try {
      root.makeFile(
          job.entry.path(),
          new ByteArrayInputStream(job.content),
          TreeUnpacker.attributes(job.entry));
    } catch (IOException e) {
      throw Disk.failure("unpack " + job.entry.path(), root.location(), e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void done() {
    pending--;
    notifyAll();
  }

  private synchronized void giveUp() {
    jobs.clear();
    pending = 0;
    notifyAll();
  }

  private synchronized void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  private synchronized void checkFailure() {
    switch (failure) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
