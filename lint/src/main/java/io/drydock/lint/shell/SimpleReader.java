package io.drydock.lint.shell;

import java.util.List;

/** Reads one simple command: assignments, words and redirections in any order. */
final class SimpleReader {
  private static final List<String> OPERATORS =
      List.of("<<<", "<<-", "<<", "<&", "<>", "<", "&>>", "&>", ">>", ">&", ">|", ">");

  private final String text;
  private final ShellReader reader;
  private final Cursor at;
  private final Draft draft = new Draft();

  SimpleReader(String text, ShellReader reader) {
    this.text = text;
    this.reader = reader;
    this.at = reader.cursor();
  }

  /** Steps over the redirections of a compound command. */
  void redirections() {
    at.skipBlanks();
    while (redirection()) {
      at.skipBlanks();
    }
  }

  /** Reads up to the operator that ends the command; of a function, its body. */
  void read() {
    at.skipBlanks();
    while (!at.atEnd()) {
      if (at.peek() == '(' && draft.words.size() == 1 && isFunction()) {
        at.position = at.find(')') + 1;
        reader.skipNewlines();
        reader.command();
        return;
      }
      if (!redirection()) {
        if (at.atWordEnd() && !isProcessSubstitution()) {
          break;
        }
        part();
      }
      at.skipBlanks();
    }
    if (!draft.isEmpty()) {
      reader.found(draft);
    }
  }

  private boolean isFunction() {
    int ahead = 1;
    while (Cursor.isBlank(at.peek(ahead))) {
      ahead++;
    }
    return at.peek(ahead) == ')';
  }

  private boolean isProcessSubstitution() {
    return (at.peek() == '<' || at.peek() == '>') && at.peek(1) == '(';
  }

  /** Reads an assignment or a word. */
  private void part() {
    int equals = draft.expectsName() ? assignment() : -1;
    if (equals < 0) {
      draft.words.add(reader.word());
      return;
    }
    String name = text.substring(at.position, equals);
    int bracket = name.indexOf('[');
    at.position = equals + 1;
    String value = at.peek() == '(' ? array() : reader.word().text();
    String plain = bracket < 0 ? name : name.substring(0, bracket);
    draft.assignments.add(
        new Assignment(
            plain.endsWith("+") ? plain.substring(0, plain.length() - 1) : plain, value));
  }

  /** Where the equals sign of the assignment here stands, or -1. */
  private int assignment() {
    int ahead = 0;
    while (Cursor.isName(at.peek(ahead))) {
      ahead++;
    }
    if (ahead == 0 || !Cursor.isNameStart(at.peek())) {
      return -1;
    }
    if (at.peek(ahead) == '[') {
      while (at.peek(ahead) != ']' && at.peek(ahead) > ' ') {
        ahead++;
      }
      ahead++;
    }
    ahead += at.peek(ahead) == '+' ? 1 : 0;
    return at.peek(ahead) == '=' ? at.position + ahead : -1;
  }

  private String array() {
    at.position++;
    while (!at.atEnd() && !at.take(")")) {
      reader.skipNewlines();
      if (!at.atWordEnd()) {
        reader.word();
      } else if (at.peek() != ')') {
        at.position = Math.min(at.position + 1, at.limit());
      }
    }
    return "";
  }

  private boolean redirection() {
    if (isProcessSubstitution()) {
      return false;
    }
    int digits = 0;
    while (at.peek(digits) >= '0' && at.peek(digits) <= '9') {
      digits++;
    }
    char first = at.peek(digits);
    boolean both = digits == 0 && first == '&' && at.peek(1) == '>';
    if (first != '<' && first != '>' && !both) {
      return false;
    }
    int start = at.position;
    at.position += digits;
    for (String each : OPERATORS) {
      if (at.take(each)) {
        break;
      }
    }
    String operator = at.since(start);
    at.skipBlanks();
    var target = new Draft.Target(operator, reader.word());
    draft.add(target);
    if (target.isHeredoc()) {
      reader.announce(target);
    }
    return true;
  }
}
