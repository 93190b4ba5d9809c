package io.drydock.cli.compose.image;

import io.drydock.core.Threads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Does the same with several things at the same time. */
final class AtOnce {
  private AtOnce() {}

  /** Returns when all are done; with the first error that the work did not handle, if any. */
  static <T> void each(Collection<T> things, Consumer<T> work) {
    var failure = new AtomicReference<RuntimeException>();
    var threads = new ArrayList<Thread>();
    for (T each : things) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.accept(each);
                } catch (RuntimeException e) {
                  failure.compareAndSet(null, e);
                }
              }));
    }
    threads.forEach(Threads::join);
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
