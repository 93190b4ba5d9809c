package io.drydock.core;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Durations as Go, and so Docker, writes them: {@code 1m30s}, {@code 1.5h}, {@code 100ms}. */
public final class Durations {
  private static final int LONGEST_NUMBER = 40;
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final List<Unit> UNITS =
      List.of(
          new Unit("ns", 1),
          new Unit("us", 1_000),
          new Unit("\u00b5s", 1_000),
          new Unit("\u03bcs", 1_000),
          new Unit("ms", 1_000_000),
          new Unit("s", 1_000_000_000L),
          new Unit("m", 60_000_000_000L),
          new Unit("h", 3_600_000_000_000L));

  private Durations() {}

  private record Unit(String symbol, long nanoseconds) {}

  /**
   * The duration.
   *
   * @throws DrydockException of kind INVALID for anything but numbers, each with its unit
   */
  public static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    BigDecimal total = BigDecimal.ZERO;
    while (!rest.isEmpty()) {
      int digits = skip(rest, 0, true);
      int symbol = skip(rest, digits, false);
      Unit unit = unit(text, rest.substring(digits, symbol));
      total =
          total.add(
              number(text, rest.substring(0, digits))
                  .multiply(BigDecimal.valueOf(unit.nanoseconds())));
      rest = rest.substring(symbol);
    }
    if (total.compareTo(LONGEST) > 0) {
      throw invalid(text);
    }
    return Duration.ofNanos(negative ? -total.longValue() : total.longValue());
  }

  private static int skip(String text, int from, boolean number) {
    int i = from;
    while (i < text.length() && isOfNumber(text.charAt(i)) == number) {
      i++;
    }
    return i;
  }

  private static boolean isOfNumber(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static BigDecimal number(String text, String digits) {
    int point = digits.indexOf('.');
    if (digits.isEmpty()
        || digits.length() > LONGEST_NUMBER
        || digits.equals(".")
        || (point >= 0 && point != digits.lastIndexOf('.'))) {
      throw invalid(text);
    }
    return new BigDecimal(digits);
  }

  private static Unit unit(String text, String symbol) {
    for (Unit each : UNITS) {
      if (each.symbol().equals(symbol)) {
        return each;
      }
    }
    throw invalid(text);
  }

  private static DrydockException invalid(String text) {
    return new DrydockException(ErrorKind.INVALID, "invalid duration \"" + text + "\"")
        .withHint("write numbers with their units, such as 30s or 1m30s");
  }

  /** A duration in its largest unit that gives a small number, as docker: {@code About an hour}. */
  public static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return "Less than a second";
    }
    if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long minutes = duration.toMinutes();
    if (minutes < 60) {
      return minutes == 1 ? "About a minute" : minutes + " minutes";
    }
    long hours = Math.round(seconds / 3600.0);
    if (hours < 48) {
      return hours == 1 ? "About an hour" : hours + " hours";
    }
    return days(hours);
  }

  private static String days(long hours) {
    if (hours < 24 * 7 * 2) {
      return hours / 24 + " days";
    }
    if (hours < 24 * 30 * 2) {
      return hours / 24 / 7 + " weeks";
    }
    return hours < 24 * 365 * 2 ? hours / 24 / 30 + " months" : hours / 24 / 365 + " years";
  }

  /** As Go prints it: {@code 1m30s}, {@code 1.5s}, {@code 400ms}, {@code 0s}. */
  public static String format(Duration duration) {
    long nanos = Math.abs(duration.toNanos());
    String sign = duration.isNegative() ? "-" : "";
    if (nanos > 0 && nanos < 1_000_000_000L) {
      Unit unit = UNITS.get(nanos < 1_000 ? 0 : nanos < 1_000_000 ? 2 : 4);
      return sign + decimal(nanos, unit.nanoseconds()) + unit.symbol();
    }
    long minutes = nanos / 60_000_000_000L;
    String hours = minutes >= 60 ? minutes / 60 + "h" : "";
    String rest = minutes > 0 ? minutes % 60 + "m" : "";
    return sign + hours + rest + decimal(nanos % 60_000_000_000L, 1_000_000_000L) + "s";
  }

  private static String decimal(long nanos, long unit) {
    return BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(unit))
        .stripTrailingZeros()
        .toPlainString();
  }
}
