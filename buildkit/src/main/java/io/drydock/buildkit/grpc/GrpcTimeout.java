package io.drydock.buildkit.grpc;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The header {@code grpc-timeout}: up to eight digits and a unit. */
final class GrpcTimeout {
  private GrpcTimeout() {}

  /** How long the caller waits; empty for what is no such time. */
  static Optional<Duration> parse(String text) {
    int last = text.length() - 1;
    if (last < 1 || last > 8) {
      return Optional.empty();
    }
    try {
      long amount = Long.parseLong(text.substring(0, last));
      return Optional.of(Duration.of(amount, unit(text.charAt(last))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String format(Duration timeout) {
    return Math.min(timeout.toMillis(), 99_999_999) + "m";
  }

  private static ChronoUnit unit(char letter) {
    return switch (letter) {
      case 'H' -> ChronoUnit.HOURS;
      case 'M' -> ChronoUnit.MINUTES;
      case 'S' -> ChronoUnit.SECONDS;
      case 'm' -> ChronoUnit.MILLIS;
      case 'u' -> ChronoUnit.MICROS;
      case 'n' -> ChronoUnit.NANOS;
      default -> throw new IllegalArgumentException("no unit: " + letter);
    };
  }
}
