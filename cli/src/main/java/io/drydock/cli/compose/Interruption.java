package io.drydock.cli.compose;

import io.drydock.cli.terminal.Signals;

/**
 * What the user's Ctrl-C does while a command is in the foreground: the first one interrupts the
 * command's thread, which then ends in order; each further one is told to whoever can hurry that.
 */
final class Interruption implements AutoCloseable {
  private final Thread thread = Thread.currentThread();
  private final Runnable again;
  private final Signals signals;
  private int count;

  /**
   * @param again what a second signal does
   */
  Interruption(Runnable again) {
    this.again = again;
    this.signals = Signals.ofEnd(this::come);
  }

  private void come() {
    boolean first;
    synchronized (this) {
      first = count++ == 0;
    }
    if (first) {
      thread.interrupt();
    } else {
      again.run();
    }
  }

  /** Whether a signal has come. */
  synchronized boolean came() {
    return count > 0;
  }

  @Override
  public void close() {
    signals.close();
  }
}
