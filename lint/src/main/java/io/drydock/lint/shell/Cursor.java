package io.drydock.lint.shell;

/** A place in shell text, with the questions about what stands there that need no grammar. */
final class Cursor {
  private static final String OPERATORS = ";&|()<>";

  private final String text;
  private final int limit;
  int position;

  Cursor(String text, int position, int limit) {
    this.text = text;
    this.position = position;
    this.limit = limit;
  }

  boolean atEnd() {
    return position >= limit;
  }

  /** The character some places further, or 0 behind the end. */
  char peek(int ahead) {
    return position + ahead < limit ? text.charAt(position + ahead) : 0;
  }

  char peek() {
    return peek(0);
  }

  char next() {
    return text.charAt(position++);
  }

  boolean startsWith(String prefix) {
    return position + prefix.length() <= limit && text.startsWith(prefix, position);
  }

  /** Steps over the text if it stands here. */
  boolean take(String expected) {
    if (!startsWith(expected)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  String since(int start) {
    return text.substring(start, Math.min(position, limit));
  }

  int limit() {
    return limit;
  }

  /** The place of the character at or behind here, or the end. */
  int find(char character) {
    int found = position;
    while (found < limit && text.charAt(found) != character) {
      found++;
    }
    return found;
  }

  /** Steps over blanks, joined lines and a comment. */
  void skipBlanks() {
    while (!atEnd()) {
      if (isBlank(peek())) {
        position++;
      } else if (!take("\\\n") && !take("\\\r\n")) {
        break;
      }
    }
    if (peek() == '#') {
      position = find('\n');
    }
  }

  /** Whether a word ends here. */
  boolean atWordEnd() {
    return atEnd() || isBlank(peek()) || peek() == '\n' || OPERATORS.indexOf(peek()) >= 0;
  }

  /** The unquoted word here, if a reserved word could be that; empty for anything else. */
  String plainWord() {
    int end = position;
    while (end < limit && isPlain(text.charAt(end))) {
      end++;
    }
    boolean whole =
        end == limit || isBlank(text.charAt(end)) || "\n;&|()<>".indexOf(text.charAt(end)) >= 0;
    return whole ? text.substring(position, end) : "";
  }

  /** Behind the {@code ))} that closes the {@code ((} here, or -1 where that is none. */
  int arithmeticEnd() {
    int depth = 0;
    for (int ahead = 2; peek(ahead) != 0; ahead++) {
      if (peek(ahead) == '(') {
        depth++;
      } else if (peek(ahead) == ')' && depth-- == 0) {
        return peek(ahead + 1) == ')' ? position + ahead + 2 : -1;
      }
    }
    return -1;
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || "_{}[]!".indexOf(c) >= 0;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isName(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }
}
