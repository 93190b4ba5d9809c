package io.drydock.composefile.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Floating-point numbers as Go writes the shortest form of one. */
final class GoNumbers {
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int MOST_PLAIN_EXPONENT = 5;

  private GoNumbers() {}

  /** As {@code fmt.Sprint} and Go's YAML libraries do: with an exponent from 1e6 on. */
  static String plain(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent <= MOST_PLAIN_EXPONENT) {
      return exact.toPlainString();
    }
    return scientific(exact, exponent);
  }

  private static String scientific(BigDecimal exact, int exponent) {
    BigInteger unscaled = exact.unscaledValue();
    String digits = unscaled.abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    int size = Math.abs(exponent);
    return (unscaled.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + "e"
        + (exponent < 0 ? '-' : '+')
        + (size < 10 ? "0" : "")
        + size;
  }
}
