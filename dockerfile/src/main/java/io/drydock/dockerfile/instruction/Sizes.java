package io.drydock.dockerfile.instruction;

import java.math.BigDecimal;
import java.util.Locale;

/** Sizes in bytes as Docker writes them: {@code 512m}, {@code 1.5GiB}, {@code 64 kb}. */
final class Sizes {
  private static final String UNITS = "kmgtp";
  private static final int LONGEST_NUMBER = 30;

  private Sizes() {}

  /**
   * @throws io.drydock.core.DrydockException for anything but a number with a binary unit
   */
  static long parse(String text) {
    int end = 0;
    while (end < text.length() && isOfNumber(text.charAt(end))) {
      end++;
    }
    String number = text.substring(0, end);
    String unit = text.substring(end).stripLeading().toLowerCase(Locale.ROOT);
    boolean malformed =
        number.isEmpty()
            || number.length() > LONGEST_NUMBER
            || number.indexOf('.') != number.lastIndexOf('.')
            || number.equals(".");
    if (malformed) {
      throw invalid(text);
    }
    BigDecimal bytes = new BigDecimal(number).multiply(BigDecimal.valueOf(factor(text, unit)));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid(text);
    }
    return bytes.longValue();
  }

  private static boolean isOfNumber(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static long factor(String text, String unit) {
    if (unit.isEmpty() || unit.equals("b")) {
      return 1;
    }
    int power = UNITS.indexOf(unit.charAt(0)) + 1;
    String rest = unit.substring(1);
    if (power == 0 || !(rest.isEmpty() || rest.equals("b") || rest.equals("ib"))) {
      throw invalid(text);
    }
    return 1L << (10 * power);
  }

  private static RuntimeException invalid(String text) {
    return Refusal.of("invalid size: " + text)
        .withHint("write a number and k, m or g, such as 64m");
  }
}
