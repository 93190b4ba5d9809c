package io.drydock.lint.hadolint;

import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.text.Blank;
import java.util.Arrays;
import java.util.Optional;

/** An instruction on one line, with the place that each of its characters has in the file. */
final class LogicalLine {
  private final String text;
  private final int length;
  private final int[] offsets;
  private final int nextLine;
  private final char escape;

  private LogicalLine(String text, int[] offsets, int nextLine, char escape) {
    this.text = text;
    this.length = Blank.trimEnd(text).length();
    this.offsets = offsets;
    this.nextLine = nextLine;
    this.escape = escape;
  }

  /** The line of the instruction; empty where the file cannot be told to say the same. */
  static Optional<LogicalLine> of(Node node, TextLines lines) {
    for (char escape : new char[] {'\\', '`'}) {
      LogicalLine line = new Joiner(lines, escape).join(node.line());
      if (line.text.equals(node.text())) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  /** The instruction: continuations joined, without here-documents. */
  String text() {
    return text;
  }

  /** The line behind the instruction, where its here-documents begin. */
  int nextLine() {
    return nextLine;
  }

  /** The character that continues a line. */
  char escape() {
    return escape;
  }

  /** How long the text is without blanks at its end. */
  int length() {
    return length;
  }

  /** The place in the file behind the last character that is no blank. */
  int end() {
    return offset(length - 1) + 1;
  }

  /** Where in the file's text a character stands, counted from 0. */
  int offset(int index) {
    return offsets[index];
  }

  /** Joins lines as the parser does: comments and empty lines in between are dropped. */
  private static final class Joiner {
    private final TextLines lines;
    private final char escape;
    private final StringBuilder joined = new StringBuilder();
    private int[] offsets = new int[128];

    Joiner(TextLines lines, char escape) {
      this.lines = lines;
      this.escape = escape;
    }

    LogicalLine join(int first) {
      int number = first;
      String line = lines.line(number);
      int start = line.length() - Blank.trimStart(line).length();
      int end = continuation(line);
      while (end >= 0) {
        append(line, start, end, number++);
        start = 0;
        while (number <= lines.count() && isDropped(lines.line(number))) {
          number++;
        }
        line = number <= lines.count() ? lines.line(number) : "";
        end = continuation(line);
      }
      append(line, start, line.length(), number);
      return new LogicalLine(
          joined.toString(), Arrays.copyOf(offsets, joined.length()), number + 1, escape);
    }

    private static boolean isDropped(String line) {
      String trimmed = Blank.trimStart(line);
      return trimmed.isEmpty() || trimmed.startsWith("#");
    }

    private void append(String line, int start, int end, int number) {
      for (int i = start; i < end; i++) {
        if (joined.length() == offsets.length) {
          offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[joined.length()] = lines.offset(number) + i;
        joined.append(line.charAt(i));
      }
    }

    private int continuation(String line) {
      int last = line.length() - 1;
      while (last >= 0 && (line.charAt(last) == ' ' || line.charAt(last) == '\t')) {
        last--;
      }
      boolean continues =
          last >= 0
              && line.charAt(last) == escape
              && (last == 0 || line.charAt(last - 1) != escape);
      return continues ? last : -1;
    }
  }
}
