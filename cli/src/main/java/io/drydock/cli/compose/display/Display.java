package io.drydock.cli.compose.display;

import io.drydock.cli.progress.Terminal;
import java.io.PrintStream;

/** Shows the steps of a command until it is closed. Steps may come from many threads. */
public interface Display extends AutoCloseable {
  void on(Step step);

  /** Leaves the terminal to the work, which shows itself how it goes. */
  default void aside(Runnable work) {
    work.run();
  }

  /** Writes lines that stay above what is drawn over and over. */
  default void above(Runnable lines) {
    lines.run();
  }

  @Override
  void close();

  /**
   * How steps are shown.
   *
   * @param mode {@code auto}, {@code tty}, {@code plain}, {@code json} or {@code quiet}
   * @param title what the tree says above it: {@code Running}
   * @param terminal whether the stream is one on which lines can be written over
   * @param coloured whether colours may be used
   */
  record Style(String mode, String title, boolean terminal, boolean coloured) {}

  static Display of(Style style, PrintStream out) {
    return switch (style.mode()) {
      case "plain" -> new PlainDisplay(out);
      case "json" -> new JsonDisplay(out);
      case "quiet" -> new SilentDisplay();
      case "tty" -> tree(style, out);
      default -> style.terminal() ? tree(style, out) : new PlainDisplay(out);
    };
  }

  private static Display tree(Style style, PrintStream out) {
    return new TreeDisplay(new StepTree(style.title(), style.coloured()), Terminal::size, out);
  }
}
