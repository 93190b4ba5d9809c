package io.drydock.core;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers of bytes as docker shows and reads them. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final String BINARY_UNITS = "kmgtp";
  private static final int LONGEST_NUMBER = 30;

  private Sizes() {}

  /** Four digits at most with a decimal unit: {@code 4.5MB}, {@code 123kB}, {@code 0B}. */
  public static String decimal(long bytes) {
    return scaled((double) bytes, 4);
  }

  /** As {@link #decimal} with three digits, as tables of images have it. */
  public static String threeDigits(long bytes) {
    return scaled((double) bytes, 3);
  }

  private static String scaled(double value, int digits) {
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return significant(value, digits) + UNITS[unit];
  }

  private static String significant(double value, int digits) {
    int whole = value < 10 ? 1 : value < 100 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%." + Math.max(0, digits - whole) + "f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  /**
   * The bytes that a size with a binary unit stands for: {@code 512m}, {@code 1.5GiB}, {@code 64
   * kb}.
   *
   * @throws DrydockException of kind INVALID for anything but a number with a unit
   */
  public static long parse(String text) {
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
    int power = BINARY_UNITS.indexOf(unit.charAt(0)) + 1;
    String rest = unit.substring(1);
    if (power == 0 || !(rest.isEmpty() || rest.equals("b") || rest.equals("ib"))) {
      throw invalid(text);
    }
    return 1L << (10 * power);
  }

  private static DrydockException invalid(String text) {
    return new DrydockException(ErrorKind.INVALID, "invalid size: " + text)
        .withHint("write a number and k, m or g, such as 64m");
  }
}
