package io.drydock.dockerfile.parser;

/** The lines of a text one after the other, each with its line end. */
final class Lines {
  private final String text;
  private int position;
  private int number;

  Lines(String text) {
    this.text = text;
  }

  boolean hasNext() {
    return position < text.length();
  }

  String next() {
    int end = text.indexOf('\n', position);
    String line = text.substring(position, end < 0 ? text.length() : end + 1);
    position += line.length();
    number++;
    return line;
  }

  /** The number of the line read last, counted from 1. */
  int number() {
    return number;
  }

  /** The line without the line end. */
  static String withoutEnd(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(0, end);
  }
}
