package io.drydock.distribution.transport;

import java.time.Duration;

/** Learns why nothing seems to happen. */
public interface WaitListener {
  WaitListener NONE = (what, reason, wait, attempt, attempts) -> {};

  /**
   * A request failed in a way that may pass, and will be sent again.
   *
   * @param what the request, as {@link Call#describe}
   * @param reason why it failed
   * @param wait until it is sent again
   * @param attempt the number of the coming attempt, the first was 1
   * @param attempts after which it is given up
   */
  void waiting(String what, String reason, Duration wait, int attempt, int attempts);
}
