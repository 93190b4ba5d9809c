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
  private static final Set<String> THEN = Set.of("then");
  private static final Set<String> BRANCH_ENDS = Set.of("elif", "else", "fi");
  private static final Set<String> FI = Set.of("fi");
  private static final Set<String> DO = Set.of("do");
  private static final Set<String> DONE = Set.of("done");
  private static final Set<String> ESAC = Set.of("esac");
  private static final Set<String> BRACE = Set.of("}");

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

  Cursor cursor() {
    return at;
  }

  private void stepOver() {
    found.complete = false;
    at.position++;
  }

  private void list(Set<String> ends) {
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

  private void skipSeparators() {
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

  private void skipNewlines() {
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

  private void command() {
    if (enter()) {
      at.skipBlanks();
      while (take("!") || take("time") || take("coproc")) {
        at.skipBlanks();
      }
      if (compound()) {
        redirections();
      } else {
        simple();
      }
    }
    leave();
  }

  private boolean take(String reserved) {
    return at.plainWord().equals(reserved) && at.take(reserved);
  }

  private void expect(String reserved) {
    if (!take(reserved)) {
      found.complete = false;
    }
  }

  private boolean compound() {
    if (at.peek() == '(') {
      subshell();
      return true;
    }
    switch (at.plainWord()) {
      case "if" -> conditional();
      case "while", "until" -> loop();
      case "for", "select" -> forLoop();
      case "case" -> choice();
      case "function" -> function();
      case "{" -> group();
      case "[[" -> test();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void subshell() {
    int arithmetic = arithmeticEnd();
    if (at.startsWith("((") && arithmetic >= 0) {
      at.position = arithmetic;
    } else {
      at.position++;
      parenthesised();
    }
  }

  /** Behind the {@code ))} that closes the {@code ((} here, or -1 where that is none. */
  int arithmeticEnd() {
    int depth = 0;
    for (int ahead = 2; at.peek(ahead) != 0; ahead++) {
      if (at.peek(ahead) == '(') {
        depth++;
      } else if (at.peek(ahead) == ')' && depth-- == 0) {
        return at.peek(ahead + 1) == ')' ? at.position + ahead + 2 : -1;
      }
    }
    return -1;
  }

  private void conditional() {
    take("if");
    list(THEN);
    expect("then");
    list(BRANCH_ENDS);
    while (take("elif")) {
      list(THEN);
      expect("then");
      list(BRANCH_ENDS);
    }
    if (take("else")) {
      list(FI);
    }
    expect("fi");
  }

  private void loop() {
    at.position += "while".length();
    list(DO);
    body();
  }

  private void body() {
    expect("do");
    list(DONE);
    expect("done");
  }

  private void forLoop() {
    at.position += at.plainWord().length();
    at.skipBlanks();
    if (at.startsWith("((")) {
      subshell();
    } else {
      word();
      skipNewlines();
      if (take("in")) {
        at.skipBlanks();
        while (!at.atWordEnd()) {
          word();
          at.skipBlanks();
        }
      }
    }
    skipSeparators();
    if (at.plainWord().equals("{")) {
      group();
    } else {
      body();
    }
  }

  private void choice() {
    take("case");
    at.skipBlanks();
    word();
    skipNewlines();
    expect("in");
    skipNewlines();
    while (!at.atEnd() && !take("esac")) {
      int before = at.position;
      pattern();
      list(ESAC);
      if (!at.take(";;&") && !at.take(";;")) {
        at.take(";&");
      }
      skipNewlines();
      if (at.position == before) {
        stepOver();
      }
    }
  }

  private void pattern() {
    at.take("(");
    at.skipBlanks();
    while (!at.atWordEnd()) {
      word();
      at.skipBlanks();
      at.take("|");
      at.skipBlanks();
    }
    if (!at.take(")")) {
      found.complete = false;
    }
  }

  private void function() {
    take("function");
    at.skipBlanks();
    word();
    at.skipBlanks();
    if (at.take("(")) {
      at.skipBlanks();
      at.take(")");
    }
    skipNewlines();
    command();
  }

  private void group() {
    take("{");
    list(BRACE);
    expect("}");
  }

  /** A {@code [[ … ]]}, whose operators mean something else than elsewhere. */
  private void test() {
    var draft = new Draft();
    while (!at.atEnd()) {
      at.skipBlanks();
      if (take("]]")) {
        break;
      }
      if (at.atWordEnd()) {
        at.position++;
      } else {
        draft.words.add(word());
      }
    }
    found.commands.add(draft);
  }

  private void redirections() {
    var draft = new Draft();
    at.skipBlanks();
    while (redirection(draft)) {
      at.skipBlanks();
    }
  }

  private void simple() {
    var draft = new Draft();
    at.skipBlanks();
    while (!at.atEnd()) {
      if (at.peek() == '(' && draft.words.size() == 1 && isFunction()) {
        at.position = at.find(')') + 1;
        skipNewlines();
        command();
        return;
      }
      if (!redirection(draft)) {
        if (at.atWordEnd() && !isProcessSubstitution()) {
          break;
        }
        part(draft);
      }
      at.skipBlanks();
    }
    if (!draft.isEmpty()) {
      found.commands.add(draft);
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
  private void part(Draft draft) {
    int equals = draft.expectsName() ? assignment() : -1;
    if (equals < 0) {
      draft.words.add(word());
      return;
    }
    String name = text.substring(at.position, equals);
    int bracket = name.indexOf('[');
    at.position = equals + 1;
    String value = at.peek() == '(' ? array() : word().text();
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
      skipNewlines();
      if (!at.atWordEnd()) {
        word();
      } else if (at.peek() != ')') {
        at.position = Math.min(at.position + 1, at.limit());
      }
    }
    return "";
  }

  private boolean redirection(Draft draft) {
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
    for (String each :
        List.of("<<<", "<<-", "<<", "<&", "<>", "<", "&>>", "&>", ">>", ">&", ">|", ">")) {
      if (at.take(each)) {
        break;
      }
    }
    String operator = at.since(start);
    at.skipBlanks();
    var target = new Draft.Target(operator, word());
    draft.add(target);
    if (target.isHeredoc()) {
      heredocs.add(target);
    }
    return true;
  }

  private ShellWord word() {
    return new WordReader(text, this).read();
  }
}
