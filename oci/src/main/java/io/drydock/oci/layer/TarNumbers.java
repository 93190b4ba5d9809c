package io.drydock.oci.layer;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Numbers and texts as tar headers hold them. Wrong ones are {@link NumberFormatException}s. */
final class TarNumbers {
  private TarNumbers() {}

  /** An octal number between spaces or NULs, or GNU's base-256 when the first bit is set. */
  static long parse(byte[] block, int offset, int length) {
    return (block[offset] & 0x80) != 0
        ? base256(block, offset, length)
        : octal(block, offset, length);
  }

  private static long octal(byte[] block, int offset, int length) {
    int i = offset;
    int end = offset + length;
    while (i < end && isBlank(block[i])) {
      i++;
    }
    long value = 0;
    for (; i < end && !isBlank(block[i]); i++) {
      if (block[i] < '0' || block[i] > '7') {
        throw new NumberFormatException("a number in the header is not octal");
      }
      value = (value << 3) | (block[i] - '0');
    }
    return value;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == 0;
  }

  /** Two's complement, the topmost bit being the mark and not part of it. */
  private static long base256(byte[] block, int offset, int length) {
    long value = (block[offset] & 0x40) != 0 ? -1L << 6 : 0;
    value |= block[offset] & 0x3f;
    for (int i = offset + 1; i < offset + length; i++) {
      if (value != (value << 8) >> 8) {
        throw new NumberFormatException("a number in the header is too large");
      }
      value = (value << 8) | (block[i] & 0xff);
    }
    return value;
  }

  /** A non-negative decimal number. */
  static long decimal(byte[] text) {
    long value = Long.parseLong(string(text, 0, text.length));
    if (value < 0) {
      throw new NumberFormatException("a number is negative");
    }
    return value;
  }

  /** Seconds since 1970, with a fraction that is cut to nanoseconds. */
  static Instant time(byte[] text) {
    String decimal = string(text, 0, text.length);
    int dot = decimal.indexOf('.');
    if (dot < 0) {
      return seconds(Long.parseLong(decimal));
    }
    String whole = decimal.substring(0, dot);
    String fraction = (decimal.substring(dot + 1) + "000000000").substring(0, 9);
    long nanos = Long.parseUnsignedLong(fraction);
    boolean negative = whole.startsWith("-");
    long seconds = whole.isEmpty() || whole.equals("-") ? 0 : Long.parseLong(whole);
    return seconds(seconds).plusNanos(negative ? -nanos : nanos);
  }

  static Instant seconds(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw (NumberFormatException)
          new NumberFormatException("a time is out of range").initCause(e);
    }
  }

  /** The text up to the first NUL or the end of the field. */
  static String string(byte[] bytes, int offset, int length) {
    int end = offset;
    while (end < offset + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }
}
