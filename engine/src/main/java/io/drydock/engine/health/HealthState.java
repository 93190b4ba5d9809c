package io.drydock.engine.health;

import java.time.Instant;
import java.util.ArrayList;
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

  private static final int LOG_LENGTH = 5;

  /** The state with one probe more; the oldest goes when there are too many. */
  HealthState with(Status newStatus, int streak, Probe probe) {
    var probes = new ArrayList<Probe>(log);
    probes.add(probe);
    return new HealthState(
        newStatus, streak, probes.subList(Math.max(0, probes.size() - LOG_LENGTH), probes.size()));
  }

  /** The same with the probes of the run before, which stay until newer ones take their place. */
  HealthState keeping(java.util.Optional<HealthState> former) {
    return former.map(each -> new HealthState(status, failingStreak, each.log())).orElse(this);
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
