package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Sizes, numbers of processors and durations, with docker's words for mistakes. */
public final class Quantities {
  private static final String UNITS = "kmgtp";
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private Quantities() {}

  /** Bytes: a number, perhaps with a fraction and a binary unit. */
  public static long bytes(String text) {
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      last = "0123456789. ".indexOf(text.charAt(i)) >= 0 ? i : last;
    }
    if (last < 0) {
      throw invalid("invalid size: '" + text + "'");
    }
    String number = text.substring(0, text.charAt(last) == ' ' ? last : last + 1);
    String suffix = text.substring(last + 1);
    BigDecimal value = decimal(number);
    if (value.signum() < 0) {
      throw invalid("invalid size: '" + text + "'");
    }
    return value.multiply(BigDecimal.valueOf(factor(suffix))).longValue();
  }

  private static BigDecimal decimal(String number) {
    try {
      return new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw new DrydockException(
          io.drydock.core.ErrorKind.INVALID,
          "strconv.ParseFloat: parsing \"" + number + "\": invalid syntax",
          e);
    }
  }

  private static long factor(String suffix) {
    String unit = suffix.toLowerCase(Locale.ROOT);
    if (unit.isEmpty() || unit.equals("b")) {
      return 1;
    }
    int power = UNITS.indexOf(unit.charAt(0)) + 1;
    String rest = unit.substring(1);
    if (power == 0 || !(rest.isEmpty() || rest.equals("b") || rest.equals("ib"))) {
      throw invalid("invalid suffix: '" + suffix + "'");
    }
    return 1L << (10 * power);
  }

  /** Bytes, or -1 for no limit. */
  public static long bytesOrUnlimited(String text) {
    return text.equals("-1") ? -1 : bytes(text);
  }

  /** Billionths of a processor: a decimal number or a fraction. */
  public static long nanoCpus(String text) {
    BigDecimal nanos;
    try {
      int slash = text.indexOf('/');
      nanos =
          slash < 0
              ? new BigDecimal(text).multiply(NANOS)
              : new BigDecimal(text.substring(0, slash))
                  .multiply(NANOS)
                  .divide(new BigDecimal(text.substring(slash + 1)), MathContext.DECIMAL128);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new DrydockException(
          io.drydock.core.ErrorKind.INVALID,
          "failed to parse " + text + " as a rational number",
          e);
    }
    try {
      return nanos.longValueExact();
    } catch (ArithmeticException e) {
      throw new DrydockException(io.drydock.core.ErrorKind.INVALID, "value is too precise", e);
    }
  }

  /** Nanoseconds. */
  static long nanoseconds(String text) {
    try {
      return Durations.parse(text).toNanos();
    } catch (DrydockException e) {
      throw new DrydockException(e.kind(), "time: " + e.getMessage(), e);
    }
  }
}
