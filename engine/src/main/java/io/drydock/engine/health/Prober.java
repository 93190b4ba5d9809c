package io.drydock.engine.health;

import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.engine.health.HealthMonitor.Watch;
import io.drydock.engine.health.HealthState.Probe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** Probes one container until it ends, on a thread of its own. */
final class Prober {
  private static final int OUTPUT_BYTES = 4096;
  private static final Duration LAST_RESULT = Duration.ofSeconds(2);

  private final String containerId;
  private final Watch watch;
  private final Schedule schedule;
  private final ProbeRunner runner;
  private final BiConsumer<HealthState, HealthState> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition unpaused = lock.newCondition();
  private final Thread thread;
  private boolean paused;
  private volatile HealthState state;

  /**
   * Waits to be started.
   *
   * @param listener gets the states before and after each probe
   */
  Prober(
      String containerId,
      Watch watch,
      HealthState state,
      ProbeRunner runner,
      BiConsumer<HealthState, HealthState> listener) {
    this.containerId = containerId;
    this.watch = watch;
    this.state = state;
    this.runner = runner;
    this.listener = listener;
    schedule = Schedule.of(watch.check());
    thread = Thread.ofVirtual().name("health-" + containerId).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void end() {
    thread.interrupt();
  }

  /** Waits until its last result is written, after {@link #end}. */
  void awaitEnd() {
    try {
      thread.join(LAST_RESULT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  HealthState state() {
    return state;
  }

  Watch watch() {
    return watch;
  }

  void pause(boolean changed) {
    lock.lock();
    try {
      paused = changed;
      unpaused.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Instant last = state.log().isEmpty() ? watch.startedAt() : state.log().getLast().end();
    try {
      while (true) {
        Instant now = Instant.now();
        Duration pause = schedule.pause(state, watch.startedAt(), now);
        Duration left = pause.minus(Duration.between(last, now));
        Thread.sleep(left.isNegative() ? Duration.ZERO : left);
        awaitUnpaused();
        Probe probe = probe();
        last = probe.end();
        HealthState before = state;
        state = schedule.after(before, probe, watch.startedAt());
        if (Thread.interrupted()) {
          return;
        }
        listener.accept(before, state);
      }
    } catch (InterruptedException e) {
      // The container has ended.
    }
  }

  private void awaitUnpaused() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (paused) {
        unpaused.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private Probe probe() throws InterruptedException {
    Instant start = Instant.now();
    int exitCode = -1;
    String output;
    try {
      ProbeRunner.Result result = runner.run(containerId, command(), schedule.timeout());
      output = text(result.output());
      if (result.exitCode().isPresent()) {
        exitCode = result.exitCode().getAsInt();
      } else {
        String time = Durations.format(schedule.timeout());
        output =
            "Health check exceeded timeout ("
                + time
                + ")"
                + (output.isEmpty() ? "" : ": ")
                + output;
      }
    } catch (DrydockException e) {
      output = e.getMessage();
    }
    return new Probe(start, Instant.now(), exitCode, output);
  }

  private List<String> command() {
    List<String> test = watch.check().test();
    var words = new ArrayList<String>();
    if (test.getFirst().equals("CMD-SHELL")) {
      words.addAll(watch.shell());
    }
    words.addAll(test.subList(1, test.size()));
    return words;
  }

  private static String text(byte[] output) {
    int length = Math.min(output.length, OUTPUT_BYTES);
    String text = new String(output, 0, length, StandardCharsets.UTF_8);
    return output.length > length ? text + "..." : text;
  }
}
