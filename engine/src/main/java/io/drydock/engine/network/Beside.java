package io.drydock.engine.network;

import io.drydock.core.Threads;
import org.jspecify.annotations.Nullable;

/** Work that is done while its starter does other work. */
final class Beside {
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;

  private Beside(Runnable work) {
    this.thread =
        Thread.ofVirtual()
            .name("network-join")
            .unstarted(() -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                failure = e;
              }
            });
  }

  static Beside start(Runnable work) {
    var beside = new Beside(work);
    beside.thread.start();
    return beside;
  }

  /** Waits for the end of the work, whatever came of it. */
  void end() {
    Threads.join(thread);
  }

  /** Throws what the work threw. */
  void check() {
    RuntimeException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }
}
