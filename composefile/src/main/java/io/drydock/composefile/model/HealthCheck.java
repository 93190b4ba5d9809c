package io.drydock.composefile.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a container's health is probed. What is absent is taken from the image, else the engine's
 * default.
 *
 * @param test {@code CMD} and words, {@code CMD-SHELL} and a line, or {@code NONE}; empty for the
 *     image's
 * @param startInterval between probes during the start period
 */
public record HealthCheck(
    List<String> test,
    Optional<Duration> interval,
    Optional<Duration> timeout,
    OptionalInt retries,
    Optional<Duration> startPeriod,
    Optional<Duration> startInterval,
    boolean disable) {
  public HealthCheck {
    test = List.copyOf(test);
  }
}
