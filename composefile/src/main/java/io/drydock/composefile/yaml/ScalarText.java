package io.drydock.composefile.yaml;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** How a scalar is written: plainly, or in quotes where it would read as something else. */
final class ScalarText {
  /** What YAML 1.1 read as booleans. */
  private static final Set<String> OLD_BOOLEANS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
          "OFF");

  private static final HexFormat HEX = HexFormat.of();

  private ScalarText() {}

  static String of(YamlScalar scalar) {
    Object value = scalar.value();
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return Double.isNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
    }
    return scalar.asText();
  }

  /** Whether the string is written as a block of lines. */
  static boolean isLiteral(String text) {
    return text.indexOf('\n') >= 0 && new ScalarAnalysis(text).isBlockAllowed();
  }

  /** A string on one line. */
  static String of(String text) {
    var analysis = new ScalarAnalysis(text);
    if (text.indexOf('\n') >= 0 || readsAsOther(text) || !analysis.isSingleQuotedAllowed()) {
      return doubleQuoted(text);
    }
    return analysis.isPlainAllowed() ? text : "'" + text.replace("'", "''") + "'";
  }

  private static boolean readsAsOther(String text) {
    return !ScalarTypes.plain(text, YamlNode.NOWHERE).isString()
        || text.equals("<<")
        || OLD_BOOLEANS.contains(text)
        || isBase60(text)
        || Timestamps.isTimestamp(text);
  }

  /** Whether YAML 1.1 read it as a number to the base of sixty, such as {@code 22:22}. */
  private static boolean isBase60(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    String[] parts = text.substring(start).split(":", -1);
    int last = parts.length - 1;
    if (last == 0 || !isDigits(parts[0], true) || parts[0].startsWith("_")) {
      return false;
    }
    for (int i = 1; i < last; i++) {
      if (!isSixtieth(parts[i])) {
        return false;
      }
    }
    int dot = parts[last].indexOf('.');
    String fraction = dot < 0 ? "" : parts[last].substring(dot + 1);
    return isSixtieth(dot < 0 ? parts[last] : parts[last].substring(0, dot))
        && (fraction.isEmpty() || isDigits(fraction, true));
  }

  private static boolean isSixtieth(String text) {
    boolean small = text.length() == 1 || (text.length() == 2 && text.charAt(0) <= '5');
    return small && isDigits(text, false);
  }

  private static boolean isDigits(String text, boolean underscores) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if ((each < '0' || each > '9') && !(underscores && each == '_')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String doubleQuoted(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int each = text.codePointAt(i);
      escape(each, quoted);
      i += Character.charCount(each);
    }
    return quoted.append('"').toString();
  }

  private static void escape(int each, StringBuilder quoted) {
    int known = "\0\u0007\b\t\n\u000B\f\r\u001B\"\\\u0085\u00A0".indexOf(each);
    if (known >= 0) {
      quoted.append('\\').append("0abtnvfre\"\\N_".charAt(known));
    } else if (ScalarAnalysis.isPrintable(each)) {
      quoted.appendCodePoint(each);
    } else if (each <= 0xFF) {
      quoted.append("\\x").append(hex(each, 2));
    } else if (each <= 0xFFFF) {
      quoted.append("\\u").append(hex(each, 4));
    } else {
      quoted.append("\\U").append(hex(each, 8));
    }
  }

  private static String hex(int codePoint, int digits) {
    return HEX.toHexDigits(codePoint, digits).toUpperCase(Locale.ROOT);
  }
}
