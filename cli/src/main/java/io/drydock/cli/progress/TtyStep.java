package io.drydock.cli.progress;

import io.drydock.build.BuildEvent;
import io.drydock.build.Vertex;
import io.drydock.core.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One step on the terminal: its title with its time, below it what it transfers and prints. */
final class TtyStep {
  private static final int LOG_LINES = 6;

  private final Vertex vertex;
  private final Instant started;
  private final LineBuffer buffer = new LineBuffer();
  private final Deque<String> log = new ArrayDeque<>();
  private final Map<String, BuildEvent.Progress> parts = new LinkedHashMap<>();
  private Optional<Instant> end = Optional.empty();
  private String mark = "";
  private boolean failed;

  TtyStep(Vertex vertex, Instant started) {
    this.vertex = vertex;
    this.started = started;
  }

  boolean ended() {
    return end.isPresent();
  }

  boolean failed() {
    return failed;
  }

  void take(BuildEvent event) {
    switch (event) {
      case BuildEvent.Started _, BuildEvent.Warned _ -> {}
      case BuildEvent.Log lines -> buffer.add(lines.data()).forEach(this::remember);
      case BuildEvent.Progress part -> parts.put(part.id(), part);
      case BuildEvent.Cached cached -> {
        mark = "CACHED ";
        end = Optional.of(cached.time());
      }
      case BuildEvent.Finished finished -> end = Optional.of(finished.time());
      case BuildEvent.Failed failure -> {
        failed = !failure.cancelled();
        mark = failed ? "ERROR " : "CANCELED ";
        end = Optional.of(failure.time());
      }
    }
  }

  private void remember(String line) {
    log.addLast(line);
    if (log.size() > LOG_LINES) {
      log.removeFirst();
    }
  }

  /** The lines to show, none wider than the terminal; logs only while the step runs. */
  List<String> lines(Instant now, int columns, boolean last) {
    var lines = new ArrayList<String>();
    lines.add(colour(line(" => " + mark + vertex.name(), end.orElse(now), started, columns)));
    for (BuildEvent.Progress part : parts.values()) {
      if (!ended() || part.completed().isPresent()) {
        lines.add(
            colour(
                line(
                    " => => " + text(part),
                    part.completed().orElse(now),
                    part.started(),
                    columns)));
      }
    }
    if (!ended() && !last) {
      log.forEach(each -> lines.add(cut(" => => # " + each.replaceAll("\\p{Cntrl}", ""), columns)));
    }
    return lines;
  }

  private String colour(String line) {
    String code = failed ? "31" : ended() ? "34" : "";
    return code.isEmpty() || System.getenv("NO_COLOR") != null
        ? line
        : "\u001b[" + code + "m" + line + "\u001b[0m";
  }

  private static String text(BuildEvent.Progress part) {
    if (part.current() <= 0) {
      return part.id();
    }
    String of =
        part.total() > 0 && part.completed().isEmpty() ? " / " + Sizes.decimal(part.total()) : "";
    return part.id() + " " + Sizes.decimal(part.current()) + of;
  }

  private static String line(String text, Instant end, Instant start, int columns) {
    double seconds = Math.max(0, Duration.between(start, end).toMillis()) / 1000.0;
    String time = String.format(Locale.ROOT, " %.1fs", seconds);
    int room = Math.max(10, columns - time.length());
    String head = cut(text, room);
    return head + " ".repeat(Math.max(0, room - head.length())) + time;
  }

  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns);
  }
}
