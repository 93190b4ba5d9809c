package io.drydock.compose.run;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Does the same with several things at once. */
public final class Parallel {
  private Parallel() {}

  /** Something done with one of several things. */
  public interface Action<T> {
    void with(T each);
  }

  /**
   * Does it with each, whatever goes wrong with some.
   *
   * @throws DrydockException the first that went wrong
   */
  public static <T> void each(Collection<T> things, Action<T> action) {
    if (things.size() == 1) {
      action.with(things.iterator().next());
      return;
    }
    var failures = new ConcurrentLinkedQueue<RuntimeException>();
    List<Thread> threads = new ArrayList<>();
    for (T each : things) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  action.with(each);
                } catch (RuntimeException e) {
                  failures.add(e);
                }
              }));
    }
    join(threads);
    RuntimeException first = failures.poll();
    if (first != null) {
      throw first;
    }
  }

  private static void join(List<Thread> threads) {
    try {
      for (Thread each : threads) {
        each.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw new DrydockException(ErrorKind.CANCELLED, "canceled", e);
    }
  }
}
