package io.drydock.engine.log;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the readers of a log when there may be more of it, or no more to come. */
final class LogSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes;
  private boolean live;

  /**
   * @param live whether the container runs
   */
  LogSignal(boolean live) {
    this.live = live;
  }

  /** Whether more may come. */
  boolean isLive() {
    lock.lock();
    try {
      return live;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      live = false;
    } finally {
      lock.unlock();
    }
    change();
  }

  void change() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A number that is another after each change. */
  long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there was a change since that number was read, or the time is over. */
  void await(long seen, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (changes == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
