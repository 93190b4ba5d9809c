package io.drydock.composefile.canonical;

import java.math.BigDecimal;

/** Numbers as Compose writes them. */
final class Numbers {
  private Numbers() {}

  /** The number of processors or the like, which Compose holds with the precision of 32 bits. */
  static double single(double value) {
    return Double.parseDouble(Float.toString((float) value));
  }

  /** A number in JSON without a fraction that is zero. */
  static Number json(Number number) {
    if (number instanceof Double decimal && !decimal.isInfinite() && !decimal.isNaN()) {
      return new BigDecimal(decimal.toString()).stripTrailingZeros().scale() <= 0
          ? decimal.longValue()
          : new BigDecimal(decimal.toString());
    }
    return number;
  }
}
