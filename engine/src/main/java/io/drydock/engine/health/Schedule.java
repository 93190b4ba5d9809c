package io.drydock.engine.health;

import io.drydock.oci.ContainerConfig.Healthcheck;
import java.time.Duration;
import java.time.Instant;

/** When probes run and what their results mean; what a check leaves open is Docker's default. */
record Schedule(
    Duration interval,
    Duration timeout,
    Duration startPeriod,
    Duration startInterval,
    int retries) {
  private static final Duration DEFAULT_TIME = Duration.ofSeconds(30);
  private static final Duration DEFAULT_START_INTERVAL = Duration.ofSeconds(5);
  private static final int DEFAULT_RETRIES = 3;

  static Schedule of(Healthcheck check) {
    Duration interval = orElse(check.intervalNanos(), DEFAULT_TIME);
    return new Schedule(
        interval,
        orElse(check.timeoutNanos(), DEFAULT_TIME),
        orElse(check.startPeriodNanos(), Duration.ZERO),
        orElse(check.startIntervalNanos(), shorter(interval, DEFAULT_START_INTERVAL)),
        check.retries() > 0 ? check.retries() : DEFAULT_RETRIES);
  }

  private static Duration orElse(long nanos, Duration standard) {
    return nanos > 0 ? Duration.ofNanos(nanos) : standard;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** How long after the last probe the next one is due. */
  Duration pause(HealthState state, Instant startedAt, Instant now) {
    boolean starting =
        state.status() == HealthState.Status.STARTING && isInStartPeriod(startedAt, now);
    return starting ? startInterval : interval;
  }

  /** The state after a probe: failures while a container starts up do not count. */
  HealthState after(HealthState before, HealthState.Probe probe, Instant startedAt) {
    if (probe.exitCode() == 0) {
      return before.with(HealthState.Status.HEALTHY, 0, probe);
    }
    boolean starting = before.status() == HealthState.Status.STARTING;
    if (starting && isInStartPeriod(startedAt, probe.start())) {
      return before.with(HealthState.Status.STARTING, before.failingStreak(), probe);
    }
    int streak = before.failingStreak() + 1;
    return before.with(
        streak >= retries ? HealthState.Status.UNHEALTHY : before.status(), streak, probe);
  }

  private boolean isInStartPeriod(Instant startedAt, Instant time) {
    return Duration.between(startedAt, time).compareTo(startPeriod) < 0;
  }
}
