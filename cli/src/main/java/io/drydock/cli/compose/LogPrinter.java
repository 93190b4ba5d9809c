package io.drydock.cli.compose;

import io.drydock.compose.log.LogLine;
import io.drydock.compose.log.LogSource;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints lines of many containers, each behind its container's name: the names aligned, in one
 * colour for each service. Lines may come from many threads.
 */
final class LogPrinter implements Consumer<LogLine> {
  /** Docker's colours in docker's order, as parameters of the control sequence. */
  private static final List<String> COLOURS =
      List.of("36", "33", "32", "35", "34", "36;1", "33;1", "32;1", "35;1", "34;1");

  private final Style style;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> colours = new HashMap<>();
  private final Map<String, byte[]> prefixes = new HashMap<>();
  private final String project;
  private int width;

  /**
   * How lines look.
   *
   * @param prefixed whether names stand before them
   * @param timed whether the time stands before them
   */
  record Style(boolean coloured, boolean prefixed, boolean timed) {}

  /**
   * @param project whose name is left out of containers' names
   * @param err where lines of standard error go, which may be the same as the others
   */
  LogPrinter(Style style, String project, PrintStream out, PrintStream err) {
    this.style = style;
    this.project = project;
    this.out = out;
    this.err = err;
  }

  /** Makes room for these names and gives their services colours, in this order. */
  synchronized void expect(Collection<LogSource> sources) {
    sources.forEach(this::add);
  }

  private void add(LogSource source) {
    colours.computeIfAbsent(source.service(), _ -> COLOURS.get(colours.size() % COLOURS.size()));
    int length = shown(source).length();
    if (length > width) {
      width = length;
      prefixes.clear();
    }
  }

  @Override
  public synchronized void accept(LogLine line) {
    PrintStream to = line.isError() ? err : out;
    to.writeBytes(prefix(line.source()));
    if (style.timed && !line.time().isEmpty()) {
      to.print(line.time() + " ");
    }
    to.writeBytes(line.content());
    to.write('\n');
    to.flush();
  }

  /** Prints what is to be said of a container, where its lines would be. */
  synchronized void say(LogSource source, String words) {
    out.println(coloured(source, shown(source) + " " + words));
    out.flush();
  }

  private byte[] prefix(LogSource source) {
    if (!style.prefixed) {
      return new byte[0];
    }
    byte[] known = prefixes.get(source.id());
    if (known == null) {
      add(source);
      String name = shown(source);
      String text = name + " ".repeat(width - name.length()) + "  | ";
      known = coloured(source, text).getBytes(StandardCharsets.UTF_8);
      prefixes.put(source.id(), known);
    }
    return known;
  }

  private String coloured(LogSource source, String text) {
    return style.coloured
        ? "\033[" + colours.getOrDefault(source.service(), "0") + "m" + text + "\033[0m"
        : text;
  }

  /** {@code web-1}; the whole name where it does not begin with the project's. */
  private String shown(LogSource source) {
    String start = project + "-";
    return source.name().startsWith(start)
        ? source.name().substring(start.length())
        : source.name();
  }
}
