package io.drydock.cli.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Help texts in docker's form. */
public final class Help {
  /** The program's name, as users type it. */
  public static final String PROGRAM = "drydock";

  private static final int WIDTH = 80;

  private Help() {}

  /** One command in a list of commands. */
  public record Row(String name, String summary) {}

  /** The full help of a command. */
  public static String of(Spec spec) {
    var text = new StringBuilder("Usage:  " + PROGRAM + " " + spec.usage() + "\n\n");
    text.append(spec.summary()).append('\n');
    if (!spec.details().isEmpty()) {
      text.append('\n').append(spec.details().strip()).append('\n');
    }
    if (!spec.aliases().isEmpty()) {
      text.append("\nAliases:\n  ");
      text.append(
          String.join(", ", spec.aliases().stream().map(each -> PROGRAM + " " + each).toList()));
      text.append('\n');
    }
    if (!spec.options().isEmpty()) {
      text.append("\nOptions:\n");
      options(text, spec.options());
    }
    return text.toString();
  }

  /** What follows an error in the command's words. */
  public static String reminder(Spec spec, String path) {
    return "\nUsage:  "
        + PROGRAM
        + " "
        + spec.usage()
        + "\n\nRun '"
        + PROGRAM
        + " "
        + path
        + " --help' for more information";
  }

  /** A titled list of commands. */
  public static String commands(String title, List<Row> rows) {
    int longest = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    var text = new StringBuilder(title + ":\n");
    for (Row row : rows) {
      text.append("  ")
          .append(pad(row.name(), Math.max(longest, 10)))
          .append("  ")
          .append(row.summary())
          .append('\n');
    }
    return text.toString();
  }

  /** The options of a command or of the program, wrapped to the terminal's usual width. */
  public static void options(StringBuilder text, List<Flag> flags) {
    List<Flag> sorted = new ArrayList<>(flags);
    sorted.sort(Comparator.comparing(Flag::name));
    List<String> heads = sorted.stream().map(Help::head).toList();
    int column = heads.stream().mapToInt(String::length).max().orElse(0) + 3;
    for (int i = 0; i < sorted.size(); i++) {
      text.append(pad(heads.get(i), column));
      text.append(wrap(sorted.get(i).usage(), column)).append('\n');
    }
  }

  private static String head(Flag flag) {
    String start = flag.shorthand() == 0 ? "      " : "  -" + flag.shorthand() + ", ";
    String word = flag.kind().word();
    return start + "--" + flag.name() + (word.isEmpty() ? "" : " " + word);
  }

  private static String wrap(String usage, int column) {
    var out = new StringBuilder();
    int room = Math.max(24, WIDTH - column - 1);
    for (String line : usage.strip().split("\n", -1)) {
      if (!out.isEmpty()) {
        newLine(out, column);
      }
      wrapLine(out, line, room, column);
    }
    return out.toString();
  }

  private static void wrapLine(StringBuilder out, String line, int room, int column) {
    int used = 0;
    for (String word : line.split("(?<=\\S) ")) {
      if (used > 0 && used + 1 + word.length() > room) {
        newLine(out, column);
        used = 0;
      }
      if (used > 0) {
        out.append(' ');
        used++;
      }
      out.append(word);
      used += word.length();
    }
  }

  private static void newLine(StringBuilder out, int column) {
    out.append('\n').append(" ".repeat(column));
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
