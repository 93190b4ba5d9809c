package io.drydock.cli.daemon;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until an engine has had nothing to do for a while. */
final class IdleWatch {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** After this the heap is made small, for all that a burst of requests needed is garbage then. */
  private static final Duration REST = Duration.ofSeconds(10);

  private final BooleanSupplier busy;
  private final Duration patience;

  /**
   * @param busy whether a client is connected or a container has to be watched
   * @param patience how long it may be idle; zero for ever
   */
  IdleWatch(BooleanSupplier busy, Duration patience) {
    this.busy = busy;
    this.patience = patience;
  }

  /** Returns when the engine was idle for so long. */
  void await() throws InterruptedException {
    long since = System.nanoTime();
    boolean rested = false;
    while (true) {
      Thread.sleep(LOOK);
      if (busy.getAsBoolean()) {
        since = System.nanoTime();
        rested = false;
        continue;
      }
      Duration idle = Duration.ofNanos(System.nanoTime() - since);
      if (!patience.isZero() && idle.compareTo(patience) >= 0) {
        return;
      }
      if (!rested && idle.compareTo(REST) >= 0) {
        System.gc();
        rested = true;
      }
    }
  }
}
