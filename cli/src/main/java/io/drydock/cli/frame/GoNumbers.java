package io.drydock.cli.frame;

import java.math.BigInteger;

/** Whole numbers as Go's strconv reads them: with base prefixes, and its words for mistakes. */
final class GoNumbers {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MOST_16 = BigInteger.valueOf(0xffff);

  private GoNumbers() {}

  /** What a flag's number must be. */
  enum Range {
    SIGNED("strconv.ParseInt", LEAST, MOST),
    UNSIGNED("strconv.ParseUint", BigInteger.ZERO, MOST),
    UNSIGNED_16("strconv.ParseUint", BigInteger.ZERO, MOST_16);

    private final String parser;
    private final BigInteger least;
    private final BigInteger most;

    Range(String parser, BigInteger least, BigInteger most) {
      this.parser = parser;
      this.least = least;
      this.most = most;
    }
  }

  /**
   * The number in decimal.
   *
   * @throws NumberFormatException with Go's message
   */
  static String decimal(String text, Range range) {
    BigInteger number = number(text, range);
    if (number.compareTo(range.least) < 0 || number.compareTo(range.most) > 0) {
      throw failure(text, range, "value out of range");
    }
    return number.toString();
  }

  private static BigInteger number(String text, Range range) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    if (text.isEmpty() || (signed && range != Range.SIGNED)) {
      throw failure(text, range, "invalid syntax");
    }
    String digits = signed ? text.substring(1) : text;
    int base = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      base =
          switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
          };
      boolean prefixed = !Character.isDigit(digits.charAt(1));
      digits = digits.substring(prefixed ? 2 : 1);
    }
    try {
      if (digits.isEmpty() || !Character.isLetterOrDigit(digits.charAt(0))) {
        throw failure(text, range, "invalid syntax");
      }
      BigInteger number = new BigInteger(digits, base);
      return text.startsWith("-") ? number.negate() : number;
    } catch (NumberFormatException e) {
      throw failure(text, range, "invalid syntax");
    }
  }

  private static NumberFormatException failure(String text, Range range, String why) {
    return new NumberFormatException(range.parser + ": parsing \"" + text + "\": " + why);
  }
}
