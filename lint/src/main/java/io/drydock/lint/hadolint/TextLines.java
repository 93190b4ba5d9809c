package io.drydock.lint.hadolint;

import io.drydock.core.SourceLocation;
import java.util.Arrays;

/** A text with the places where its lines begin. */
final class TextLines {
  private final String name;
  private final String text;
  private int[] starts = new int[64];
  private int count;

  /**
   * @param name of the file, for locations
   */
  TextLines(String name, String text) {
    this.name = name;
    this.text = text;
    for (int start = 0; start >= 0; start = next(start)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
      }
      starts[count++] = start;
    }
  }

  private int next(int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? -1 : end + 1;
  }

  String text() {
    return text;
  }

  int count() {
    return count;
  }

  /** Where the line begins, counted from 0; behind the last line, the length of the text. */
  int offset(int line) {
    return line > count ? text.length() : starts[line - 1];
  }

  /** The line without its end. */
  String line(int line) {
    int end = line >= count ? text.length() : starts[line] - 1;
    while (end > starts[line - 1] && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(starts[line - 1], end);
  }

  /** Line and column of a place in the text. */
  SourceLocation location(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    int index = found >= 0 ? found : -found - 2;
    return new SourceLocation(name, index + 1, index + 1, offset - starts[index] + 1);
  }
}
