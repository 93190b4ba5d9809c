package io.drydock.lint.shell;

import java.util.Set;

/** Reads commands that hold other commands: loops, choices, groups, functions. */
final class CompoundReader {
  private static final Set<String> THEN = Set.of("then");
  private static final Set<String> BRANCH_ENDS = Set.of("elif", "else", "fi");
  private static final Set<String> FI = Set.of("fi");
  private static final Set<String> DO = Set.of("do");
  private static final Set<String> DONE = Set.of("done");
  private static final Set<String> ESAC = Set.of("esac");
  private static final Set<String> BRACE = Set.of("}");

  private final ShellReader reader;
  private final Cursor at;

  CompoundReader(ShellReader reader) {
    this.reader = reader;
    this.at = reader.cursor();
  }

  /** Reads the compound command that begins here; false where none does. */
  boolean read() {
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
    int arithmetic = at.startsWith("((") ? at.arithmeticEnd() : -1;
    if (arithmetic >= 0) {
      at.position = arithmetic;
    } else {
      at.position++;
      reader.parenthesised();
    }
  }

  private void conditional() {
    reader.take("if");
    reader.list(THEN);
    reader.expect("then");
    reader.list(BRANCH_ENDS);
    while (reader.take("elif")) {
      reader.list(THEN);
      reader.expect("then");
      reader.list(BRANCH_ENDS);
    }
    if (reader.take("else")) {
      reader.list(FI);
    }
    reader.expect("fi");
  }

  private void loop() {
    at.position += "while".length();
    reader.list(DO);
    body();
  }

  private void body() {
    reader.expect("do");
    reader.list(DONE);
    reader.expect("done");
  }

  private void forLoop() {
    at.position += at.plainWord().length();
    at.skipBlanks();
    if (at.startsWith("((")) {
      subshell();
    } else {
      reader.word();
      reader.skipNewlines();
      if (reader.take("in")) {
        at.skipBlanks();
        while (!at.atWordEnd()) {
          reader.word();
          at.skipBlanks();
        }
      }
    }
    reader.skipSeparators();
    if (at.plainWord().equals("{")) {
      group();
    } else {
      body();
    }
  }

  private void choice() {
    reader.take("case");
    at.skipBlanks();
    reader.word();
    reader.skipNewlines();
    reader.expect("in");
    reader.skipNewlines();
    while (!at.atEnd() && !reader.take("esac")) {
      int before = at.position;
      pattern();
      reader.list(ESAC);
      if (!at.take(";;&") && !at.take(";;")) {
        at.take(";&");
      }
      reader.skipNewlines();
      if (at.position == before) {
        reader.stepOver();
      }
    }
  }

  private void pattern() {
    at.take("(");
    at.skipBlanks();
    while (!at.atWordEnd()) {
      reader.word();
      at.skipBlanks();
      at.take("|");
      at.skipBlanks();
    }
    if (!at.take(")")) {
      reader.misread();
    }
  }

  private void function() {
    reader.take("function");
    at.skipBlanks();
    reader.word();
    at.skipBlanks();
    if (at.take("(")) {
      at.skipBlanks();
      at.take(")");
    }
    reader.skipNewlines();
    reader.command();
  }

  private void group() {
    reader.take("{");
    reader.list(BRACE);
    reader.expect("}");
  }

  /** A {@code [[ … ]]}, whose operators mean something else than elsewhere. */
  private void test() {
    var draft = new Draft();
    at.skipBlanks();
    while (!at.atEnd() && !reader.take("]]")) {
      if (at.atWordEnd()) {
        at.position++;
      } else {
        draft.words.add(reader.word());
      }
      at.skipBlanks();
    }
    reader.found(draft);
  }
}
