package io.drydock.build.plan;

import io.drydock.dockerfile.text.Quote;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in the form that Go prints values in, which is how history entries are written. */
final class GoText {
  private static final long SECOND = 1_000_000_000L;

  private GoText() {}

  /** {@code [a b]}. */
  static String list(List<String> words) {
    return "[" + String.join(" ", words) + "]";
  }

  /** {@code ["a" "b"]}. */
  static String quotedList(List<String> words) {
    return words.stream().map(Quote::quote).collect(Collectors.joining(" ", "[", "]"));
  }

  /** {@code {Test:[CMD true] Interval:5m0s …}}. */
  static String healthcheck(Healthcheck check) {
    return "{Test:"
        + list(check.test())
        + " Interval:"
        + duration(check.intervalNanos())
        + " Timeout:"
        + duration(check.timeoutNanos())
        + " StartPeriod:"
        + duration(check.startPeriodNanos())
        + " StartInterval:"
        + duration(check.startIntervalNanos())
        + " Retries:"
        + check.retries()
        + "}";
  }

  /** {@code 1h0m0.5s}, {@code 1.5ms}, {@code 0s}. */
  static String duration(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 0) {
      return "-" + duration(-nanos);
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return decimal(nanos, 1_000) + "µs";
    }
    if (nanos < SECOND) {
      return decimal(nanos, 1_000_000) + "ms";
    }
    long minutes = nanos / (60 * SECOND);
    String seconds = decimal(nanos % (60 * SECOND), SECOND) + "s";
    if (minutes == 0) {
      return seconds;
    }
    return (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long value, long unit) {
    long fraction = value % unit;
    if (fraction == 0) {
      return Long.toString(value / unit);
    }
    String digits = Long.toString(unit + fraction).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return value / unit + "." + digits.substring(0, end);
  }
}
