package io.drydock.composefile.env;

/** The escapes inside of double quotes: those of Go, octal numbers as {@code \0123}, {@code \$}. */
final class DotEnvEscapes {
  private static final String LETTERS = "abfnrtv\"\\";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000B\"\\";
  private static final int OCTAL_DIGITS = 3;
  private static final int LARGEST_OCTAL = 0377;

  private DotEnvEscapes() {}

  /**
   * The text with its escapes resolved, but {@code \$}, which becomes the template's {@code $$}.
   */
  static String expand(String text) {
    int backslash = text.indexOf('\\');
    if (backslash < 0) {
      return text;
    }
    var expanded = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char each = text.charAt(i++);
      if (each == '\\' && i < text.length()) {
        i = escape(text, i, expanded);
      } else {
        expanded.append(each);
      }
    }
    return expanded.toString();
  }

  /** Appends what the escape means and returns the index behind it. */
  private static int escape(String text, int at, StringBuilder expanded) {
    char letter = text.charAt(at);
    int known = LETTERS.indexOf(letter);
    if (known >= 0) {
      expanded.append(MEANINGS.charAt(known));
      return at + 1;
    }
    if (letter == '$') {
      expanded.append("$$");
      return at + 1;
    }
    if (letter == '0') {
      int end = octalEnd(text, at + 1);
      int code = end == at + 1 + OCTAL_DIGITS ? Integer.parseInt(text, at + 1, end, 8) : -1;
      if (code >= 0 && code <= LARGEST_OCTAL) {
        expanded.append((char) code);
        return end;
      }
    }
    expanded.append('\\').append(letter);
    return at + 1;
  }

  private static int octalEnd(String text, int from) {
    int i = from;
    while (i < text.length()
        && i < from + OCTAL_DIGITS
        && text.charAt(i) >= '0'
        && text.charAt(i) <= '7') {
      i++;
    }
    return i;
  }
}
