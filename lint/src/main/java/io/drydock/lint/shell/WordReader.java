package io.drydock.lint.shell;

/** Reads one word: its literal text, and the commands of the substitutions in it. */
final class WordReader {
  private static final String SPECIAL_PARAMETERS = "@*#?-$!0123456789";
  private static final String ESCAPED_IN_QUOTES = "$`\"\\";

  private final String text;
  private final ShellReader reader;
  private final Cursor at;
  private final StringBuilder word = new StringBuilder();
  private boolean literal = true;
  private boolean quoted;

  WordReader(String text, ShellReader reader) {
    this.text = text;
    this.reader = reader;
    this.at = reader.cursor();
  }

  /** The word here; an empty one where none stands here. */
  ShellWord read() {
    int start = at.position;
    if ((at.peek() == '<' || at.peek() == '>') && at.peek(1) == '(') {
      at.position += 2;
      reader.parenthesised();
      substituted("$()");
    }
    while (!at.atWordEnd() || isExtendedGlob(start)) {
      step();
    }
    return new ShellWord(word.toString(), start, at.position, literal, quoted);
  }

  private void step() {
    char c = at.next();
    switch (c) {
      case '\\' -> escape();
      case '\'' -> single();
      case '"' -> doubleQuotes();
      case '$' -> dollar(false);
      case '`' -> backticks();
      case '(' -> glob();
      default -> word.append(c);
    }
  }

  /** Whether the parenthesis here belongs to a pattern such as {@code !(a|b)}. */
  private boolean isExtendedGlob(int start) {
    return at.peek() == '('
        && at.position > start
        && "?*+@!".indexOf(text.charAt(at.position - 1)) >= 0;
  }

  private void glob() {
    int end = at.find(')');
    word.append('(').append(text, at.position, end);
    at.position = end;
    if (at.take(")")) {
      word.append(')');
    }
  }

  private void escape() {
    if (!at.atEnd() && !at.take("\n")) {
      quoted = true;
      word.append(at.next());
    }
  }

  private void single() {
    quoted = true;
    int end = at.find('\'');
    word.append(text, at.position, end);
    at.position = Math.min(end + 1, at.limit());
  }

  private void doubleQuotes() {
    quoted = true;
    while (!at.atEnd()) {
      char c = at.next();
      if (c == '"') {
        return;
      } else if (c == '\\') {
        escapeInQuotes();
      } else if (c == '$') {
        dollar(true);
      } else if (c == '`') {
        backticks();
      } else {
        word.append(c);
      }
    }
  }

  private void escapeInQuotes() {
    if (at.atEnd() || at.take("\n")) {
      return;
    }
    char c = at.next();
    if (ESCAPED_IN_QUOTES.indexOf(c) < 0) {
      word.append('\\');
    }
    word.append(c);
  }

  private void dollar(boolean inQuotes) {
    if (at.startsWith("((")) {
      arithmetic();
    } else if (at.take("(")) {
      reader.parenthesised();
      substituted("$()");
    } else if (at.take("{")) {
      braces(inQuotes);
    } else if (Cursor.isNameStart(at.peek())) {
      int start = at.position;
      while (Cursor.isName(at.peek())) {
        at.position++;
      }
      substituted("${" + at.since(start) + "}");
    } else if (!at.atEnd() && SPECIAL_PARAMETERS.indexOf(at.peek()) >= 0) {
      substituted("${" + at.next() + "}");
    } else if (!inQuotes && at.take("'")) {
      ansi();
    } else if (inQuotes || at.peek() != '"') {
      word.append('$');
    }
  }

  private void arithmetic() {
    int end = at.arithmeticEnd();
    if (end >= 0) {
      at.position = end;
      substituted("$(())");
    } else {
      at.position++;
      reader.parenthesised();
      substituted("$()");
    }
  }

  /** {@code $'…'}: quotes in which a backslash escapes. */
  private void ansi() {
    quoted = true;
    while (!at.atEnd() && !at.take("'")) {
      char c = at.next();
      word.append(c == '\\' && !at.atEnd() ? at.next() : c);
    }
  }

  /** {@code ${NAME}} with whatever operator and word behind the name. */
  private void braces(boolean inQuotes) {
    int prefix = (at.peek() == '!' || at.peek() == '#') && Cursor.isNameStart(at.peek(1)) ? 1 : 0;
    int start = at.position + prefix;
    at.position = start;
    while (Cursor.isName(at.peek())) {
      at.position++;
    }
    substituted("${" + at.since(start) + "}");
    if (reader.enter()) {
      skipToBrace(inQuotes);
    }
    reader.leave();
  }

  /** Steps behind the closing brace; what stands before it is read only for its commands. */
  private void skipToBrace(boolean inQuotes) {
    var ignored = new WordReader(text, reader);
    while (!at.atEnd()) {
      char c = at.next();
      switch (c) {
        case '}' -> {
          return;
        }
        case '\\' -> ignored.escape();
        case '"' -> ignored.doubleQuotes();
        case '$' -> ignored.dollar(inQuotes);
        case '`' -> ignored.backticks();
        case '\'' -> {
          if (!inQuotes) {
            ignored.single();
          }
        }
        default -> {
          // part of the operator or its word
        }
      }
    }
  }

  private void backticks() {
    int start = at.position;
    while (!at.atEnd() && at.peek() != '`') {
      at.position += at.peek() == '\\' ? 2 : 1;
    }
    int end = Math.min(at.position, at.limit());
    at.position = Math.min(end + 1, at.limit());
    reader.part(start, end);
    substituted("$()");
  }

  private void substituted(String placeholder) {
    literal = false;
    word.append(placeholder);
  }
}
