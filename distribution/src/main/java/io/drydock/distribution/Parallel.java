package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Runs tasks side by side, a few at a time; the first failure ends them all. */
final class Parallel {
  private Parallel() {}

  /**
   * Returns when all tasks have ended, one way or the other.
   *
   * @throws DrydockException the first that a task threw, or of kind CANCELLED when the thread was
   *     interrupted
   */
  static void run(int limit, List<Runnable> tasks) {
    if (tasks.size() == 1) {
      tasks.getFirst().run();
      return;
    }
    var permits = new Semaphore(limit);
    var futures = new ArrayList<Future<Boolean>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ExecutorCompletionService<Boolean>(threads);
      tasks.forEach(task -> futures.add(done.submit(() -> runOne(permits, task))));
      try {
        for (int i = 0; i < tasks.size(); i++) {
          done.take().get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
      } catch (ExecutionException e) {
        throw unwrap(e.getCause());
      } finally {
        futures.forEach(each -> each.cancel(true));
      }
    }
  }

  private static boolean runOne(Semaphore permits, Runnable task) throws InterruptedException {
    permits.acquire();
    try {
      task.run();
      return true;
    } finally {
      permits.release();
    }
  }

  private static RuntimeException unwrap(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new DrydockException(ErrorKind.INTERNAL, String.valueOf(cause), cause);
    };
  }
}
