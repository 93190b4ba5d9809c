package io.drydock.dockerfile.ignore;

import io.drydock.dockerfile.text.Blank;
import io.drydock.dockerfile.text.SlashPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of an ignore file into patterns. */
public final class IgnoreFile {
  private IgnoreFile() {}

  /**
   * A pattern of the file.
   *
   * @param number counted from 1
   * @param written as it stands there, trimmed
   * @param pattern cleaned and relative to the context's root, with its {@code !} in front
   */
  public record Line(int number, String written, String pattern) {}

  /** All patterns in order; comments and blank lines are left out. */
  public static List<Line> read(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    var lines = new ArrayList<Line>();
    int number = 0;
    for (String line : (text.startsWith("\ufeff") ? text.substring(1) : text).split("\n", -1)) {
      number++;
      String trimmed = Blank.trim(line);
      if (!line.startsWith("#") && !trimmed.isEmpty()) {
        lines.add(new Line(number, trimmed, pattern(trimmed)));
      }
    }
    return List.copyOf(lines);
  }

  private static String pattern(String trimmed) {
    boolean exception = trimmed.startsWith("!");
    String rest = exception ? Blank.trim(trimmed.substring(1)) : trimmed;
    if (!rest.isEmpty()) {
      String clean = SlashPath.clean(rest);
      rest = clean.length() > 1 && clean.startsWith("/") ? clean.substring(1) : clean;
    }
    return exception ? "!" + rest : rest;
  }
}
