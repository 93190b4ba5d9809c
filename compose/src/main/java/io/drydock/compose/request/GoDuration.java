package io.drydock.compose.request;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go prints them: {@code 1h0m0s}, {@code 1m30s}, {@code 1.5s}, {@code 100ms}. */
final class GoDuration {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private GoDuration() {}

  static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      return small(duration.toNanosPart());
    }
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    String text = hours > 0 ? hours + "h" : "";
    text += hours > 0 || minutes > 0 ? minutes + "m" : "";
    return text
        + decimal(duration.toSecondsPart() * NANOS_PER_SECOND + duration.toNanosPart(), 9)
        + "s";
  }

  private static String small(int nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000 ? decimal(nanos, 3) + "µs" : decimal(nanos, 6) + "ms";
  }

  private static String decimal(long value, int places) {
    BigDecimal number = BigDecimal.valueOf(value, places);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
