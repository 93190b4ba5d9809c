package io.drydock.tests;

import java.time.Duration;

/** Waits for what comes about by itself. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;

  private Eventually() {}

  /** What may come to hold. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until it holds; half a minute without is a failure. */
  static void await(Condition condition) {
    try {
      for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
        if (condition.holds()) {
          return;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("it did not come to hold within " + PATIENCE.toSeconds() + " s");
  }
}
