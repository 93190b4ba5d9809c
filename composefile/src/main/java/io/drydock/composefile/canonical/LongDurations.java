package io.drydock.composefile.canonical;

import io.drydock.core.Durations;
import java.time.Duration;

/** Durations that may have weeks and days beside Go's units: {@code 1w2d}. */
final class LongDurations {
  private static final int HOURS_OF_A_DAY = 24;
  private static final int HOURS_OF_A_WEEK = 7 * HOURS_OF_A_DAY;

  private LongDurations() {}

  /** The duration. */
  static Duration parse(String text) {
    Duration total = Duration.ZERO;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 'd' || unit == 'w') {
        Duration hours = Durations.parse(text.substring(from, i) + "h");
        total = total.plus(hours.multipliedBy(unit == 'd' ? HOURS_OF_A_DAY : HOURS_OF_A_WEEK));
        from = i + 1;
      }
    }
    return from == text.length() && from > 0
        ? total
        : total.plus(Durations.parse(text.substring(from)));
  }
}
