package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.journal.Journal;
import java.time.Duration;
import java.util.function.Consumer;

/** Starts containers again after a pause. */
final class RestartQueue {
  private static final Journal JOURNAL = Journal.of("container");

  private final Consumer<ManagedContainer> start;
  private volatile boolean closed;

  /**
   * @param start called with the container's lock held
   */
  RestartQueue(Consumer<ManagedContainer> start) {
    this.start = start;
  }

  /** Starts a container after a pause, unless that is cancelled. Its lock is held. */
  void later(ManagedContainer container, Duration pause) {
    container.pendingStart(Thread.startVirtualThread(() -> run(container, pause)));
  }

  private void run(ManagedContainer container, Duration pause) {
    try {
      Thread.sleep(pause);
      container.locked(() -> {
        boolean due = container.progress().status() == Status.RESTARTING;
        if (due && !closed && !Thread.currentThread().isInterrupted()) {
          container.pendingStart(null);
          start.accept(container);
        }
      });
    } catch (InterruptedException e) {
      // Cancelled.
    } catch (DrydockException e) {
      JOURNAL.warn("a container cannot be started again", "container", container, "error", e);
    }
  }

  /** Starts no more. */
  void close() {
    closed = true;
  }
}
