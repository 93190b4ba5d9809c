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
