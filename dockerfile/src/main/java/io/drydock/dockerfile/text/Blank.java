package io.drydock.dockerfile.text;

/** White space as the Dockerfile frontend sees it: Unicode's White_Space property. */
public final class Blank {
  private Blank() {}

  /** Whether the code point is white space, line ends and no-break spaces included. */
  public static boolean isSpace(int c) {
    if (c < 0x80) {
      return c == ' ' || (c >= '\t' && c <= '\r');
    }
    return c == 0x85 || c == 0xa0 || c == 0x1680 || isWideSpace(c);
  }

  private static boolean isWideSpace(int c) {
    return (c >= 0x2000 && c <= 0x200a)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202f
        || c == 0x205f
        || c == 0x3000;
  }

  /** Whether the character separates words of an instruction: white space within one line. */
  public static boolean isSeparator(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u000b';
  }

  /** The text without white space at both ends. */
  public static String trim(String text) {
    return trimEnd(trimStart(text));
  }

  /** The text without white space at its beginning. */
  public static String trimStart(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  /** The text without white space at its end. */
  public static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
