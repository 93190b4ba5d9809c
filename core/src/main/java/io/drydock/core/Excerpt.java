package io.drydock.core;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lines of a file with some around them, as docker shows where something stands. */
public final class Excerpt {
  private static final String RULE = "--------------------";

  private Excerpt() {}

  /** The place and its lines; only the place where the file cannot be read. */
  public static void print(SourceLocation place, PrintStream out) {
    print(place, read(place.file()), out);
  }

  /**
   * The place and its lines.
   *
   * @param lines of the whole file
   */
  public static void print(SourceLocation place, List<String> lines, PrintStream out) {
    out.println(place);
    if (place.line() < 1 || place.endLine() > lines.size()) {
      return;
    }
    int around = place.line() == place.endLine() ? 2 : 1;
    int from = Math.max(1, place.line() - around);
    int to = Math.min(lines.size(), place.endLine() + around);
    out.println(RULE);
    for (int line = from; line <= to; line++) {
      boolean marked = line >= place.line() && line <= place.endLine();
      String text = lines.get(line - 1);
      out.println(String.format(Locale.ROOT, "%4d | %s %s", line, marked ? ">>>" : "   ", text));
    }
    out.println(RULE);
  }

  private static List<String> read(String file) {
    try {
      return lines(Files.readString(Path.of(file), StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  /** The lines of the text, without line ends. */
  public static List<String> lines(String text) {
    return List.of(text.split("\r?\n", -1));
  }
}
