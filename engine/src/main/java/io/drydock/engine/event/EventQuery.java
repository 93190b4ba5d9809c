package io.drydock.engine.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events a subscriber wants.
 *
 * @param since the first time of interest; absent for only those to come
 * @param until the time at which the subscription ends; absent for never
 */
public record EventQuery(Optional<Instant> since, Optional<Instant> until, EventFilter filter) {
  /** All events from now on. */
  public static final EventQuery LIVE =
      new EventQuery(Optional.empty(), Optional.empty(), EventFilter.ALL);
}
