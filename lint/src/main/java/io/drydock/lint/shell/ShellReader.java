package io.drydock.lint.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads shell text by recursive descent: lists of pipelines of commands. It wants to find the
 * commands, not to judge the text, so what cannot be read is stepped over.
 */
final class ShellReader {
  private static final int DEEPEST = 200;
  private static final Set<String> NONE = Set.of();

  private final String text;
  private final Cursor at;
  private final Findings found;
  private final List<Draft.Target> heredocs = new ArrayList<>();

  ShellReader(String text) {
    this(text, new Cursor(text, 0, text.length()), new Findings());
  }

  private ShellReader(String text, Cursor at, Findings found) {
    this.text = text;
    this.at = at;
    this.found = found;
  }

  /** What all readers of one script found together. */
  private static final class Findings {
    private final List<Draft> commands = new ArrayList<>();
    private final List<Integer> pipes = new ArrayList<>();
    private boolean complete = true;
    private int depth;
  }

  ShellScript script() {
    all();
    return new ShellScript(
        found.commands.stream().map(Draft::finish).toList(), found.pipes, found.complete);
  }

  private void all() {
    list(NONE);
    while (!at.atEnd()) {
      stepOver();
      list(NONE);
    }
  }

  /** Reads the commands of a part of the text, such as that between two backticks. */
  void part(int start, int end) {
    if (enter()) {
      new ShellReader(text, new Cursor(text, start, end), found).all();
    }
    leave();
  }

  /** Reads commands up to the parenthesis that closes a substitution or subshell. */
  void parenthesised() {
    list(NONE);
    while (!at.atEnd() && !at.take(")")) {
      stepOver();
      list(NONE);
    }
  }

  /** Goes one level deeper, or leaves out the rest where that would be too deep. */
  boolean enter() {
    found.depth++;
    if (found.depth <= DEEPEST) {
      return true;
    }
    found.complete = false;
    at.position = at.limit();
    return false;
  }

  void leave() {
    found.depth--;
  }

  /** Takes down that the text is not as a shell wants it. */
  void misread() {
    found.complete = false;
  }

  /** Takes down a command. */
  void found(Draft command) {
    found.commands.add(command);
  }

  /** Takes down that the lines behind this one belong to a redirection. */
  void announce(Draft.Target heredoc) {
    heredocs.add(heredoc);
  }

  Cursor cursor() {
    return at;
  }

  /** Leaves out a character that makes no sense here. */
  void stepOver() {
    misread();
    at.position++;
  }

  /** Reads commands up to one of the reserved words, or what ends any list. */
  void list(Set<String> ends) {
    if (enter()) {
      skipSeparators();
      while (!isListEnd(ends)) {
        int before = at.position;
        andOr();
        if (at.position == before) {
          stepOver();
        }
        skipSeparators();
      }
    }
    leave();
  }

  private boolean isListEnd(Set<String> ends) {
    return at.atEnd()
        || at.peek() == ')'
        || at.startsWith(";;")
        || at.startsWith(";&")
        || (!ends.isEmpty() && ends.contains(at.plainWord()));
  }

  void skipSeparators() {
    while (true) {
      skipNewlines();
      boolean semicolon = at.peek() == ';' && at.peek(1) != ';' && at.peek(1) != '&';
      boolean ampersand = at.peek() == '&' && at.peek(1) != '&' && at.peek(1) != '>';
      if (at.atEnd() || (!semicolon && !ampersand)) {
        return;
      }
      at.position++;
    }
  }

  void skipNewlines() {
    at.skipBlanks();
    while (at.peek() == '\n') {
      at.position++;
      heredocs.forEach(this::readHeredoc);
      heredocs.clear();
      at.skipBlanks();
    }
  }

  private void readHeredoc(Draft.Target heredoc) {
    int start = at.position;
    while (!at.atEnd()) {
      int lineStart = at.position;
      int end = at.find('\n');
      at.position = Math.min(end + 1, at.limit());
      String line = text.substring(lineStart, end);
      if (heredoc.isEnd(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)) {
        heredoc.read(text.substring(start, lineStart));
        return;
      }
    }
    heredoc.read(at.since(start));
    found.complete = false;
  }

  private void andOr() {
    pipeline();
    at.skipBlanks();
    while (at.take("&&") || at.take("||")) {
      skipNewlines();
      pipeline();
      at.skipBlanks();
    }
  }

  private void pipeline() {
    command();
    at.skipBlanks();
    while (at.peek() == '|' && at.peek(1) != '|') {
      found.pipes.add(at.position);
      at.position++;
      at.take("&");
      skipNewlines();
      command();
      at.skipBlanks();
    }
  }

  void command() {
    if (enter()) {
      at.skipBlanks();
      while (take("!") || take("time") || take("coproc")) {
        at.skipBlanks();
      }
      if (compound()) {
        redirections();
      } else {
        new SimpleReader(text, this).read();
      }
    }
    leave();
  }

  /** Steps over the reserved word if it stands here. */
  boolean take(String reserved) {
    return at.plainWord().equals(reserved) && at.take(reserved);
  }

  /** Steps over the reserved word, which has to stand here. */
  void expect(String reserved) {
    if (!take(reserved)) {
      found.complete = false;
    }
  }

  private boolean compound() {
    return new CompoundReader(this).read();
  }

  private void redirections() {
    new SimpleReader(text, this).redirections();
  }

  ShellWord word() {
    return new WordReader(text, this).read();
  }
}
