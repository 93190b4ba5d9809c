package io.drydock.core;

/** Waiting for threads. */
public final class Threads {
  private Threads() {}

  /** Waits for the thread to end, even when interrupted; the interrupt is kept for later. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
