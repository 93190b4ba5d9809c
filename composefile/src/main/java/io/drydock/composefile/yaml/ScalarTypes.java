package io.drydock.composefile.yaml;

import io.drydock.core.SourceLocation;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a plain scalar means: YAML 1.2's core schema, with what Go's YAML libraries read beyond it
 * (octal numbers with a leading zero, binary ones, digits grouped by underscores).
 */
final class ScalarTypes {
  private ScalarTypes() {}

  /** The scalar that is written so without quotes. */
  static YamlScalar plain(String text, SourceLocation location) {
    char first = text.isEmpty() ? '~' : text.charAt(0);
    if ((first >= '0' && first <= '9') || first == '+' || first == '-' || first == '.') {
      YamlScalar number = number(text, location);
      return number == null ? YamlScalar.of(text, location) : number;
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> YamlScalar.nothing(location);
      case "true", "True", "TRUE" -> YamlScalar.of(true, location);
      case "false", "False", "FALSE" -> YamlScalar.of(false, location);
      default -> YamlScalar.of(text, location);
    };
  }

  private static @Nullable YamlScalar number(String text, SourceLocation location) {
    BigInteger whole = whole(text);
    if (whole != null) {
      return YamlScalar.of(whole, location);
    }
    Double special = special(text);
    if (special != null) {
      return YamlScalar.of(special.doubleValue(), location);
    }
    String digits = text.replace("_", "");
    return isDecimal(digits) ? YamlScalar.of(Double.parseDouble(digits), location) : null;
  }

  private static @Nullable Double special(String text) {
    return switch (text) {
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private static @Nullable BigInteger whole(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    int from = negative || digits.startsWith("+") ? 1 : 0;
    int radix = 10;
    if (digits.startsWith("0x", from) || digits.startsWith("0X", from)) {
      radix = 16;
    } else if (digits.startsWith("0b", from) || digits.startsWith("0B", from)) {
      radix = 2;
    } else if (digits.startsWith("0o", from) || digits.startsWith("0O", from)) {
      radix = 8;
    }
    from += radix == 10 ? 0 : 2;
    if (radix == 10 && digits.length() > from + 1 && digits.charAt(from) == '0') {
      radix = 8;
    }
    if (!areDigits(digits, from, radix)) {
      return null;
    }
    var number = new BigInteger(digits.substring(from), radix);
    number = negative ? number.negate() : number;
    boolean fits = number.bitLength() < Long.SIZE || (!negative && number.bitLength() == Long.SIZE);
    return fits ? number : null;
  }

  private static boolean areDigits(String text, int from, int radix) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return text.length() > from;
  }

  /** Whether the text is {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?}. */
  private static boolean isDecimal(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int end = digits(text, start);
    boolean hasDigits = end > start;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = end + 1;
      end = digits(text, fraction);
      hasDigits |= end > fraction;
    }
    if (!hasDigits) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int exponent = end + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
        exponent++;
      }
      end = digits(text, exponent);
      return end > exponent && end == text.length();
    }
    return end == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
