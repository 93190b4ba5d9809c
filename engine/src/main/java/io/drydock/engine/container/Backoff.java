package io.drydock.engine.container;

import io.drydock.container.HostConfig.RestartPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether and when a container that ended is started again: at once at first, then after
 * pauses that double up to a minute, until it stays up for ten seconds.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration STABLE = Duration.ofSeconds(10);

  private Duration pause = Duration.ZERO;

  /** Begins with the shortest pause again. */
  void reset() {
    pause = Duration.ZERO;
  }

  /**
   * The pause before the next start; absent when there is none.
   *
   * @param ranFor how long the container ran
   */
  Optional<Duration> next(RestartPolicy policy, Progress progress, int exitCode, Duration ranFor) {
    if (ranFor.compareTo(STABLE) > 0) {
      reset();
    }
    if (progress.stoppedByUser() || !allows(policy, progress.restartCount(), exitCode)) {
      return Optional.empty();
    }
    Duration doubled = pause.multipliedBy(2);
    pause = pause.isZero() ? FIRST : doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return Optional.of(pause);
  }

  private static boolean allows(RestartPolicy policy, int restartCount, int exitCode) {
    return switch (policy.name()) {
      case "always", "unless-stopped" -> true;
      case "on-failure" -> {
        int most = policy.maximumRetryCount();
        yield exitCode != 0 && (most == 0 || restartCount < most);
      }
      default -> false;
    };
  }

  /** Whether a container that does not run is started when the engine starts. */
  static boolean startsWithEngine(RestartPolicy policy, Progress progress) {
    if (progress.state().startedAt().isEmpty()) {
      return false;
    }
    return switch (policy.name()) {
      case "always" -> true;
      case "unless-stopped" -> !progress.stoppedByUser();
      case "on-failure" ->
          !progress.stoppedByUser()
              && allows(policy, progress.restartCount(), progress.state().exitCode());
      default -> false;
    };
  }
}
