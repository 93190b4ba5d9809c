package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after what time to try again: the wait doubles, with up to a quarter taken off at
 * random so that many clients don't come back at once.
 *
 * @param attempts in all, at least 1
 * @param first wait before the second attempt
 * @param longest wait, also where a server asks for more
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(6, Duration.ofMillis(500), Duration.ofMinutes(2));

  /** The wait before the attempt, which is counted from 2. */
  public Duration before(int attempt) {
    long doubled = first.toMillis() << Math.min(20, Math.max(0, attempt - 2));
    long millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }

  /**
   * Waits.
   *
   * @throws DrydockException of kind CANCELLED when the thread is interrupted
   */
  public static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
    }
  }
}
