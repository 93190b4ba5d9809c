package io.drydock.core;

import java.util.Locale;

/** Numbers of bytes as docker shows them. */
public final class Sizes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Sizes() {}

  /** Four digits at most with a decimal unit: {@code 4.5MB}, {@code 123kB}, {@code 0B}. */
  public static String decimal(long bytes) {
    return scaled((double) bytes, 4);
  }

  /** As {@link #decimal} with three digits, as tables of images have it. */
  public static String threeDigits(long bytes) {
    return scaled((double) bytes, 3);
  }

  /**
   * The number of bytes that docker reads {@code 64m}, {@code 1.5gb} or {@code 1048576} as: binary
   * multiples, an optional b at the end, letters of either case.
   *
   * @throws DrydockException of kind INVALID when the text is no size
   */
  public static long parse(String text) {
    String size = text.strip().toLowerCase(Locale.ROOT);
    String number = size.endsWith("b") ? size.substring(0, size.length() - 1) : size;
    if (number.endsWith("i")) {
      number = number.substring(0, number.length() - 1);
    }
    int power = number.isEmpty() ? -1 : "kmgtp".indexOf(number.charAt(number.length() - 1));
    try {
      double value = Double.parseDouble(power < 0 ? number : number.substring(0, number.length() - 1));
      if (value < 0) {
        throw new NumberFormatException("negative");
      }
      return (long) (value * Math.pow(1024, power + 1));
    } catch (NumberFormatException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid size: '" + text + "'", e);
    }
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
}
