package io.drydock.dockerfile.text;

/** Strings in double quotes for messages and dumps. */
public final class Quote {
  private Quote() {}

  /**
   * The text in double quotes, with what does not print as escapes ({@code \t}, {@code \x1b},
   * {@code \}{@code u00a0}).
   */
  public static String quote(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(escape(c));
        }
      }
    }
  }

  private static String escape(int c) {
    if (c < 0x80) {
      return String.format("\\x%02x", c);
    }
    return c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c);
  }

  private static boolean isPrintable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
