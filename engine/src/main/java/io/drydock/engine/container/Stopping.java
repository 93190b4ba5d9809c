package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.health.HealthMonitor;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.engine.runtime.Signals;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends, signals and pauses containers that run. */
final class Stopping {
  private static final int DEFAULT_SECONDS = 10;
  private static final int KILL_SECONDS = 20;
  private static final String DEFAULT_SIGNAL = "SIGTERM";

  private final OciRuntime runtime;
  private final HealthMonitor health;
  private final ContainerEvents events;

  Stopping(ContainerParts parts, HealthMonitor health) {
    this.runtime = parts.runtime();
    this.health = health;
    this.events = new ContainerEvents(parts.events());
  }

  /**
   * Asks to end, waits, and kills. Returns false when it does not run.
   *
   * @param byUser whether its restart policy is to leave it stopped
   */
  boolean stop(ManagedContainer container, OptionalInt timeout, String signal, boolean byUser) {
    var settings = container.definition().spec().settings();
    int number = Signals.parse(signal.isEmpty() ? stopSignal(container) : signal);
    int seconds = timeout.orElse(settings.stopTimeout().orElse(DEFAULT_SECONDS));
    CompletableFuture<ExitStatus> end = container.locked(() -> begin(container, number, byUser));
    if (end.isDone()) {
      return end.isCompletedExceptionally();
    }
    if (!isOver(end, seconds)) {
      kill(container, end);
    }
    events.publish(container, "stop");
    // What the run held is free again before anybody is told.
    container.locked(() -> {});
    return true;
  }

  private static final CompletableFuture<ExitStatus> NOTHING_TO_DO =
      CompletableFuture.completedFuture(new ExitStatus(0, ""));

  private CompletableFuture<ExitStatus> begin(
      ManagedContainer container, int signal, boolean byUser) {
    Progress progress = container.progress();
    if (progress.status() == Status.RESTARTING) {
      container.cancelPendingStart();
      container.settle(progress.withStatus(Status.EXITED).withStoppedByUser(byUser));
      events.publish(container, "stop");
      return CompletableFuture.failedFuture(new TimeoutException("was not running"));
    }
    if (!container.isRunning()) {
      return NOTHING_TO_DO;
    }
    CompletableFuture<ExitStatus> end = container.waits().forEnd();
    container.settle(progress.withStoppedByUser(byUser));
    send(container, signal);
    return end;
  }

  private void send(ManagedContainer container, int signal) {
    events.publish(container, "kill", "signal", Integer.toString(signal));
    try {
      runtime.kill(container.id(), signal);
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.CONFLICT && e.kind() != ErrorKind.NOT_FOUND) {
        throw e;
      }
      // It has just ended.
    }
    if (container.progress().status() == Status.PAUSED) {
      // A paused process gets its signals only when it runs again.
      thaw(container);
    }
  }

  private void thaw(ManagedContainer container) {
    try {
      resume(container);
    } catch (DrydockException e) {
      // Where control groups are of version 1, SIGKILL has thawed it already.
      container.settle(container.progress().withStatus(Status.RUNNING));
    }
  }

  private void kill(ManagedContainer container, CompletableFuture<ExitStatus> end) {
    container.locked(() -> {
      if (container.isRunning() && !end.isDone()) {
        send(container, Signals.SIGKILL);
      }
    });
    if (!isOver(end, KILL_SECONDS)) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "container " + container.id() + " does not end though it was killed");
    }
  }

  private static boolean isOver(Future<ExitStatus> end, int seconds) {
    try {
      if (seconds < 0) {
        end.get();
      } else {
        end.get(seconds, TimeUnit.SECONDS);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted while a container ends", e);
    } catch (ExecutionException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "a wait failed: " + e.getMessage(), e);
    }
  }

  private static String stopSignal(ManagedContainer container) {
    String own = container.definition().spec().settings().stopSignal();
    return own.isEmpty() ? DEFAULT_SIGNAL : own;
  }

  /** Sends a signal; after SIGKILL waits until the container has ended. */
  void signal(ManagedContainer container, String signal) {
    int number = signal.isEmpty() ? Signals.SIGKILL : Signals.parse(signal);
    CompletableFuture<ExitStatus> end =
        container.locked(() -> {
          requireRunning(container, "cannot kill container: " + container + ": container ");
          CompletableFuture<ExitStatus> wait = container.waits().forEnd();
          boolean ends =
              number == Signals.SIGKILL || number == Signals.parse(stopSignal(container));
          if (ends) {
            container.settle(container.progress().withStoppedByUser(true));
          }
          send(container, number);
          return wait;
        });
    if (number == Signals.SIGKILL && !isOver(end, KILL_SECONDS)) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "container " + container.id() + " does not end though it was killed");
    }
  }

  private static void requireRunning(ManagedContainer container, String before) {
    if (!container.isRunning()) {
      throw new DrydockException(ErrorKind.CONFLICT, before + container.id() + " is not running");
    }
  }

  void pause(ManagedContainer container) {
    container.locked(() -> {
      requireRunning(container, "Container ");
      if (container.progress().status() == Status.PAUSED) {
        throw new DrydockException(
            ErrorKind.CONFLICT, "Container " + container.id() + " is already paused");
      }
      runtime.pause(container.id());
      container.settle(container.progress().withStatus(Status.PAUSED));
      health.paused(container.id(), true);
      events.publish(container, "pause");
    });
  }

  void unpause(ManagedContainer container) {
    container.locked(() -> {
      if (container.progress().status() != Status.PAUSED) {
        throw new DrydockException(
            ErrorKind.CONFLICT, "Container " + container.id() + " is not paused");
      }
      resume(container);
    });
  }

  private void resume(ManagedContainer container) {
    runtime.resume(container.id());
    container.settle(container.progress().withStatus(Status.RUNNING));
    health.paused(container.id(), false);
    events.publish(container, "unpause");
  }
}
