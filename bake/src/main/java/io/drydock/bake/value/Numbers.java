package io.drydock.bake.value;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigDecimal;
import java.math.MathContext;

/** Arithmetic whose results may have endless digits. */
public final class Numbers {
  /** About as precise as the 512 binary digits of the reference implementation. */
  public static final MathContext PRECISION = new MathContext(154);

  private Numbers() {}

  /**
   * The quotient.
   *
   * @throws DrydockException of kind INVALID for a divisor of zero
   */
  public static BigDecimal divide(BigDecimal number, BigDecimal divisor) {
    checkDivisor(divisor);
    return number.divide(divisor, PRECISION);
  }

  /** What an integer division leaves, with the sign of the number; see {@link #divide}. */
  public static BigDecimal remainder(BigDecimal number, BigDecimal divisor) {
    checkDivisor(divisor);
    return number.remainder(divisor);
  }

  private static void checkDivisor(BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new DrydockException(ErrorKind.INVALID, "division by zero");
    }
  }

  /**
   * The number as an int.
   *
   * @throws DrydockException of kind INVALID when it is not whole or too large
   */
  public static int whole(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new DrydockException(ErrorKind.INVALID, "a whole number is required", e);
    }
  }
}
