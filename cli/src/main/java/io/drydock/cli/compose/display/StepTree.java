package io.drydock.cli.compose.display;

import io.drydock.cli.progress.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The steps so far as lines for a terminal: each thing with its state and its seconds. */
final class StepTree {
  private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String PLAIN = "";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BLUE = "34";
  private static final double NANOS = 1e9;

  private final String title;
  private final boolean coloured;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  StepTree(String title, boolean coloured) {
    this.title = title;
    this.coloured = coloured;
  }

  /** One thing; times in nanoseconds. */
  private record Row(Step step, long began, long ended) {
    /** Whether the step begins something new. */
    boolean isFollowedBy(Step next) {
      return step.phase().isEnd() && !next.phase().isEnd();
    }

    String seconds(long now) {
      long end = step.phase().isEnd() ? ended : now;
      return String.format(Locale.ROOT, "%.1fs", (end - began) / NANOS);
    }
  }

  /** Takes a step that happened at that time, in nanoseconds. */
  void take(Step step, long now) {
    Row before = rows.get(step.name());
    long began = before == null || before.isFollowedBy(step) ? now : before.began;
    rows.put(step.name(), new Row(step, began, now));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The lines, none wider than the terminal.
   *
   * @param frame counted from 0; turns the spinner
   * @param whole whether all lines are shown even if the terminal has fewer
   */
  List<String> lines(Terminal.Size size, long now, int frame, boolean whole) {
    var lines = new ArrayList<String>();
    long done = rows.values().stream().filter(each -> each.step.phase().isEnd()).count();
    lines.add("[+] " + title + " " + done + "/" + rows.size());
    List<Row> shown = whole ? List.copyOf(rows.values()) : fitting(size.rows() - 2);
    int widest = shown.stream().mapToInt(each -> each.step.name().length()).max().orElse(0);
    for (Row row : shown) {
      lines.add(line(row, widest, size.columns(), now, frame));
    }
    int hidden = rows.size() - shown.size();
    if (hidden > 0) {
      lines.add(" … and " + hidden + " more");
    }
    return lines;
  }

  /** As many as there is room for: what is done gives way first. */
  private List<Row> fitting(int room) {
    if (rows.size() <= room) {
      return List.copyOf(rows.values());
    }
    int excess = rows.size() - Math.max(1, room - 1);
    var shown = new ArrayList<Row>();
    for (Row row : rows.values()) {
      if (row.step.phase() == Step.Phase.DONE && excess > 0) {
        excess--;
      } else {
        shown.add(row);
      }
    }
    return shown.subList(0, shown.size() - Math.max(0, excess));
  }

  private String line(Row row, int widest, int columns, long now, int frame) {
    Step step = row.step;
    String seconds = row.seconds(now);
    String text = step.detail().isEmpty() ? step.text() : step.text() + " " + step.detail();
    String left = step.name() + " ".repeat(widest - step.name().length() + 1) + text;
    left = left.replace('\n', ' ');
    int room = columns - seconds.length() - 5;
    if (left.length() > room) {
      left = left.substring(0, Math.max(0, room - 1)) + "…";
    }
    String gap = " ".repeat(Math.max(1, room - left.length() + 1));
    String colour = colour(step.phase());
    int name = Math.min(left.length(), widest + 1);
    return " "
        + painted(icon(step.phase(), frame), colour)
        + " "
        + left.substring(0, name)
        + painted(left.substring(name), step.phase() == Step.Phase.WORKING ? PLAIN : colour)
        + gap
        + painted(seconds, BLUE);
  }

  private static String icon(Step.Phase phase, int frame) {
    return switch (phase) {
      case WORKING -> String.valueOf(SPINNER.charAt(frame % SPINNER.length()));
      case DONE -> "✔";
      case SKIPPED -> "-";
      case FAILED -> "✘";
    };
  }

  private static String colour(Step.Phase phase) {
    return switch (phase) {
      case WORKING -> BLUE;
      case DONE -> GREEN;
      case SKIPPED -> YELLOW;
      case FAILED -> RED;
    };
  }

  private String painted(String text, String colour) {
    return !coloured || colour.isEmpty() || text.isEmpty()
        ? text
        : "\033[" + colour + "m" + text + "\033[0m";
  }
}
