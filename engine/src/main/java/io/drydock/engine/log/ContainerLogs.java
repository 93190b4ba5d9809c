package io.drydock.engine.log;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The logs of an engine's containers, which conmon writes: rotates those of running containers, and
 * wakes who follows them.
 */
public final class ContainerLogs implements AutoCloseable {
  private static final Journal JOURNAL = Journal.of("log");
  private static final long IDLE_MILLIS = 1000;
  private static final long HURRY_MILLIS = 20;

  private final ConcurrentHashMap<String, RunningLog> running = new ConcurrentHashMap<>();
  private final LogWatch watch = new LogWatch();
  private final Semaphore wake = new Semaphore(0);
  private final Thread rotation;

  /** Starts without any container. */
  public ContainerLogs() {
    rotation = Thread.ofVirtual().name("log-rotation").start(this::rotate);
  }

  /**
   * Takes care of the log of a container that runs, also one that an engine before this one
   * started: completes a rotation that was cut off.
   *
   * @param log conmon's log file; rotated ones lie beside it with {@code .1}, {@code .2}, … added
   * @param control conmon's fifo {@code ctl} in the bundle
   */
  public void started(String containerId, Path log, Path control, LogOptions options) {
    RunningLog before = running.put(containerId, new RunningLog(log, control, options));
    if (before != null) {
      before.signal().end();
    }
    wake.release();
  }

  /**
   * The container has ended, and conmon with it: those who follow its log read the rest and end.
   */
  public void ended(String containerId) {
    RunningLog log = running.remove(containerId);
    if (log != null) {
      log.signal().end();
    }
  }

  /** Reads a container's log; following it ends at once after the last entry unless it runs. */
  public LogReader read(String containerId, Path log, LogRequest request) {
    RunningLog live = running.get(containerId);
    if (live == null) {
      return new LogReader(new LogFiles(log), request, new LogSignal(false), () -> {});
    }
    LogSignal signal = live.signal();
    Path folder = log.toAbsolutePath().getParent();
    if (!request.follow() || folder == null) {
      return new LogReader(live.files(), request, signal, () -> {});
    }
    watch.add(folder, signal);
    return new LogReader(live.files(), request, signal, () -> watch.remove(signal));
  }

  /** Removes a container's log with its rotated files. */
  public void delete(Path log) {
    try {
      new LogFiles(log).delete();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot remove the log " + log + ": " + e.getMessage(), e);
    }
  }

  private void rotate() {
    try {
      long wait = HURRY_MILLIS;
      while (true) {
        boolean hurry = false;
        for (RunningLog each : List.copyOf(running.values())) {
          hurry |= each.step();
        }
        wait = hurry ? HURRY_MILLIS : Math.min(2 * wait, IDLE_MILLIS);
        if (running.isEmpty()) {
          wake.acquire();
        } else if (wake.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      // The engine ends.
    }
  }

  /** Ends rotation and all readers that wait. */
  @Override
  public void close() {
    rotation.interrupt();
    running.values().forEach(each -> each.signal().end());
    try {
      watch.close();
    } catch (IOException e) {
      JOURNAL.error("the watch over logs could not be closed", e);
    }
  }
}
