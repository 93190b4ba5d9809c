package io.drydock.api.http;

import java.time.Duration;

/**
 * Bounds on what a peer may send.
 *
 * @param lineBytes of a request's first line; longer ones are answered with 414
 * @param headBytes of all headers together; more are answered with 431
 * @param headTime from a head's first byte to its last
 * @param idleTime a connection may wait for a request
 * @param connections at once; more are closed
 */
public record HttpLimits(
    int lineBytes, int headBytes, Duration headTime, Duration idleTime, int connections) {
  /** As wide as Docker's clients need: registry credentials travel in a header. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(64 << 10, 1 << 20, Duration.ofSeconds(20), Duration.ofMinutes(10), 4096);
}
