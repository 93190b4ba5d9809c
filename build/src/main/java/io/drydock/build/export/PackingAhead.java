package io.drydock.build.export;

import io.drydock.build.solve.Result;
import io.drydock.core.DrydockException;
import io.drydock.core.Threads;
import io.drydock.store.Layers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tars of many new layers with a second thread: it begins with the last layer, whoever
 * takes the first ones says how far that has come, and both meet somewhere.
 */
final class PackingAhead implements AutoCloseable {
  /** Layers from which on a second thread pays, if the last one has no tar yet. */
  private static final int WORTH_A_THREAD = 4;

  private final Layers layers;
  private final List<Layers.Id> fresh;
  private final AtomicInteger taken = new AtomicInteger();
  private final @Nullable Thread thread;

  PackingAhead(Layers layers, Result.Rootfs rootfs) {
    this.layers = layers;
    this.fresh =
        rootfs.layers().stream()
            .filter(each -> each.blob().isEmpty())
            .map(Result.Layer::id)
            .distinct()
            .toList();
    this.thread =
        fresh.size() >= WORTH_A_THREAD && layers.diffId(fresh.getLast()).isEmpty()
            ? Thread.ofPlatform().daemon().name("packing").start(this::work)
            : null;
  }

  /** Says that the layer is taken care of. */
  void took(Layers.Id layer) {
    taken.accumulateAndGet(fresh.indexOf(layer) + 1, Math::max);
  }

  private void work() {
    try {
      for (int i = fresh.size() - 1; i >= taken.get(); i--) {
        layers.tar(fresh.get(i));
      }
    } catch (DrydockException e) {
      // Whoever needs the layer meets the same.
    }
  }

  /** Ends the work and waits for it to end. */
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    taken.set(fresh.size());
    Threads.join(thread);
  }
}
