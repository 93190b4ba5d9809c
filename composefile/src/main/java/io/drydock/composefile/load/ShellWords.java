package io.drydock.composefile.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line into words as Compose does: quotes hold a word together, a backslash takes
 * the next character as it is, backticks and {@code $(…)} stay as they are in one word. An operator
 * ({@code ; & | < >}) ends the command, and what follows it is dropped.
 */
final class ShellWords {
  private static final String OPERATORS = ";&|<>";

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean began;
  private boolean escaped;

  /** The open quote: a quote character, a backtick, {@code (} for a substitution, or 0. */
  private char quote;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * The words.
   *
   * @throws IllegalArgumentException when a quote or parenthesis has no other
   */
  static List<String> split(String line) {
    return new ShellWords(line).split();
  }

  private List<String> split() {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && !escaped && OPERATORS.indexOf(c) >= 0) {
        dropDescriptor(c);
        break;
      }
      take(c);
    }
    if (escaped || quote != 0) {
      throw new IllegalArgumentException("a quote or parenthesis is not closed");
    }
    endWord();
    return List.copyOf(words);
  }

  /** Drops the number of a file that a redirection follows. */
  private void dropDescriptor(char operator) {
    if (operator == '>' && !word.isEmpty() && Character.isDigit(word.charAt(0))) {
      word.setLength(0);
      began = false;
    }
  }

  private void take(char c) {
    if (escaped) {
      escaped = false;
      add(c);
    } else if (c == '\\' && quote != '\'') {
      escaped = true;
    } else if (isSpace(c) && quote == 0) {
      endWord();
    } else if (c == '"' || c == '\'') {
      takeQuote(c);
    } else {
      takeOther(c);
    }
  }

  private void takeQuote(char c) {
    if (quote == 0) {
      quote = c;
    } else if (quote == c) {
      quote = 0;
      began = true;
    } else {
      add(c);
    }
  }

  private void takeOther(char c) {
    if (c == '`' && (quote == 0 || quote == '`')) {
      quote = quote == 0 ? c : 0;
    } else if (c == '(' && quote == 0) {
      if (word.isEmpty() || word.charAt(word.length() - 1) != '$') {
        throw new IllegalArgumentException("a parenthesis has to be quoted");
      }
      quote = c;
    } else if (c == ')' && (quote == 0 || quote == '(')) {
      if (quote == 0) {
        throw new IllegalArgumentException("a parenthesis has to be quoted");
      }
      quote = 0;
    }
    add(c);
  }

  private void add(char c) {
    word.append(c);
    began = true;
  }

  private void endWord() {
    if (began) {
      words.add(word.toString());
      word.setLength(0);
      began = false;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
