package io.drydock.composefile.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** How a service is deployed: {@code deploy}, of which one machine heeds the greater part. */
public record Deploy(
    Optional<String> mode,
    OptionalInt replicas,
    SequencedMap<String, String> labels,
    Optional<Update> updateConfig,
    Optional<Update> rollbackConfig,
    Optional<Limits> limits,
    Optional<Reservations> reservations,
    Optional<RestartPolicy> restartPolicy,
    Optional<Placement> placement,
    Optional<String> endpointMode) {
  public Deploy {
    labels = Copies.of(labels);
  }

  /**
   * How new containers take the place of old ones.
   *
   * @param parallelism containers at a time; 0 for all
   * @param failureAction {@code continue}, {@code pause} or {@code rollback}
   * @param order {@code start-first} or {@code stop-first}
   */
  public record Update(
      OptionalLong parallelism,
      Optional<Duration> delay,
      Optional<String> failureAction,
      Optional<Duration> monitor,
      OptionalDouble maxFailureRatio,
      Optional<String> order) {}

  /**
   * The most that a container may use.
   *
   * @param cpus processors, with fractions
   */
  public record Limits(OptionalDouble cpus, OptionalLong memoryBytes, OptionalLong pids) {}

  /**
   * What a container can count on.
   *
   * @param cpus processors, with fractions
   * @param genericResources numbers of discrete resources by kind
   */
  public record Reservations(
      OptionalDouble cpus,
      OptionalLong memoryBytes,
      List<DeviceRequest> devices,
      SequencedMap<String, Long> genericResources) {
    public Reservations {
      devices = List.copyOf(devices);
      genericResources = Copies.of(genericResources);
    }
  }

  /**
   * When containers are started again.
   *
   * @param condition {@code none}, {@code on-failure} or {@code any}
   */
  public record RestartPolicy(
      Optional<String> condition,
      Optional<Duration> delay,
      OptionalLong maxAttempts,
      Optional<Duration> window) {}

  /** On which nodes of a cluster containers may run. */
  public record Placement(
      List<String> constraints, List<String> spread, OptionalLong maxReplicasPerNode) {
    public Placement {
      constraints = List.copyOf(constraints);
      spread = List.copyOf(spread);
    }
  }
}
