package io.drydock.core;

/**
 * A range of lines in a file that a user wrote.
 *
 * @param file the name to show, as the user gave it
 * @param line the first line, counted from 1
 * @param endLine the last line, counted from 1, at least {@code line}
 * @param column the first column, counted from 1, or 0 where only the line is known
 */
public record SourceLocation(String file, int line, int endLine, int column) {
  public static SourceLocation line(String file, int line) {
    return new SourceLocation(file, line, line, 0);
  }

  /** {@code file:line} or {@code file:line:column}, as editors and terminals link it. */
  @Override
  public String toString() {
    return file + ":" + line + (column > 0 ? ":" + column : "");
  }
}
