package io.drydock.lint.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A command that is being read; its here-documents come lines later. */
final class Draft {
  final List<ShellWord> words = new ArrayList<>();
  final List<Assignment> assignments = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /** A redirection whose here-document, if it has one, is still to be read. */
  static final class Target {
    private final String operator;
    private final ShellWord word;
    private Optional<String> body = Optional.empty();

    Target(String operator, ShellWord word) {
      this.operator = operator;
      this.word = word;
    }

    boolean isHeredoc() {
      return operator.endsWith("<<") || operator.endsWith("<<-");
    }

    /** Whether the line is the one that ends the here-document. */
    boolean isEnd(String line) {
      String shown = operator.endsWith("-") ? line.replaceFirst("^\t+", "") : line;
      return shown.equals(word.text());
    }

    void read(String lines) {
      body = Optional.of(lines);
    }
  }

  void add(Target target) {
    targets.add(target);
  }

  boolean isEmpty() {
    return words.isEmpty() && assignments.isEmpty() && targets.isEmpty();
  }

  /** Whether nothing stands before the word that comes next. */
  boolean expectsName() {
    return words.isEmpty();
  }

  ShellCommand finish() {
    var redirections = new ArrayList<Redirection>();
    targets.forEach(each -> redirections.add(new Redirection(each.operator, each.word, each.body)));
    return new ShellCommand(words, assignments, redirections);
  }
}
