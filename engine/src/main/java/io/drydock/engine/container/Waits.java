package io.drydock.engine.container;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Those who wait for a container to end or to be removed. */
final class Waits {
  private final List<CompletableFuture<ExitStatus>> ends = new ArrayList<>();
  private final List<CompletableFuture<ExitStatus>> removals = new ArrayList<>();

  synchronized CompletableFuture<ExitStatus> forEnd() {
    var future = new CompletableFuture<ExitStatus>();
    ends.add(future);
    return future;
  }

  synchronized CompletableFuture<ExitStatus> forRemoval() {
    var future = new CompletableFuture<ExitStatus>();
    removals.add(future);
    return future;
  }

  void ended(ExitStatus status) {
    complete(ends, status);
  }

  /** Also wakes those who wait for an end, which will not come any more. */
  void removed(ExitStatus status) {
    complete(ends, status);
    complete(removals, status);
  }

  private void complete(List<CompletableFuture<ExitStatus>> waiting, ExitStatus status) {
    List<CompletableFuture<ExitStatus>> woken;
    synchronized (this) {
      woken = List.copyOf(waiting);
      waiting.clear();
    }
    woken.forEach(each -> each.complete(status));
  }
}
