package io.drydock.engine.health;

import java.time.Instant;
import java.util.List;

/**
 * How well a container is: {@code State.Health} of Docker's API.
 *
 * @param failingStreak failed probes in a row
 * @param log results of the last probes, at most five, the newest last
 */
public record HealthState(Status status, int failingStreak, List<Probe> log) {
  public static final HealthState STARTING = new HealthState(Status.STARTING, 0, List.of());

  public HealthState {
    log = List.copyOf(log);
  }

  /** A container's health in one word. */
  public enum Status {
    STARTING("starting"),
    HEALTHY("healthy"),
    UNHEALTHY("unhealthy");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One probe and its result.
   *
   * @param exitCode 0 for well, -1 when it did not end in time or could not be run
   * @param output at most 4096 bytes
   */
  public record Probe(Instant start, Instant end, int exitCode, String output) {}
}
