package io.drydock.cli.compose.display;

import io.drydock.cli.progress.Terminal;
import io.drydock.cli.terminal.Signals;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Draws the tree of steps ten times a second over itself. Lines are overwritten, not cleared first,
 * so that nothing flickers; the cursor is hidden meanwhile.
 */
final class TreeDisplay implements Display {
  private static final long FRAME_MILLIS = 100;
  private static final String HIDE_CURSOR = "\033[?25l";
  private static final String SHOW_CURSOR = "\033[?25h";
  private static final String TO_LINE_END = "\033[K";
  private static final String TO_SCREEN_END = "\033[J";

  private final StepTree tree;
  private final Supplier<Terminal.Size> terminal;
  private final PrintStream out;
  private final Thread painter;
  private final Signals resizes;
  private volatile boolean resized;
  private Terminal.Size size;
  private List<String> drawn = List.of();
  private int frame;
  private int asides;
  private boolean hidden;
  private boolean closed;

  TreeDisplay(StepTree tree, Supplier<Terminal.Size> terminal, PrintStream out) {
    this.tree = tree;
    this.terminal = terminal;
    this.out = out;
    this.size = terminal.get();
    this.resizes = Signals.ofResize(() -> resized = true);
    this.painter = Thread.ofPlatform().daemon().name("progress").start(this::paint);
  }

  @Override
  public synchronized void on(Step step) {
    tree.take(step, System.nanoTime());
  }

  @Override
  public void aside(Runnable work) {
    synchronized (this) {
      draw(true);
      drawn = List.of();
      asides++;
    }
    try {
      work.run();
    } finally {
      synchronized (this) {
        asides--;
      }
    }
  }

  @Override
  public synchronized void above(Runnable lines) {
    int up = height();
    if (up > 0) {
      out.print("\r\033[" + up + "A" + TO_SCREEN_END);
      out.flush();
      drawn = List.of();
    }
    lines.run();
  }

  private void paint() {
    try {
      while (draw(false)) {
        Thread.sleep(FRAME_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Draws one frame; false once closed. */
  private synchronized boolean draw(boolean last) {
    if (closed) {
      return false;
    }
    if (resized) {
      resized = false;
      size = terminal.get();
    }
    if (tree.isEmpty() || asides > 0) {
      return true;
    }
    List<String> lines = tree.lines(size, System.nanoTime(), frame++, last);
    var text = new StringBuilder(cursor(last));
    int up = height();
    text.append('\r').append(up > 0 ? "\033[" + up + "A" : "");
    lines.forEach(line -> text.append(line).append(TO_LINE_END + "\n"));
    text.append(TO_SCREEN_END);
    out.print(text);
    out.flush();
    drawn = lines;
    return true;
  }

  /** Hides the cursor while frames follow one another, and shows it after the last. */
  private String cursor(boolean last) {
    if (hidden != last) {
      return "";
    }
    hidden = !last;
    return last ? SHOW_CURSOR : HIDE_CURSOR;
  }

  /** How many rows the last frame takes now, which are more when the terminal became narrower. */
  private int height() {
    int rows = 0;
    for (String line : drawn) {
      int width = line.replaceAll("\033\\[[0-9;]*m", "").length();
      rows += Math.max(1, Math.ceilDiv(width, size.columns()));
    }
    return rows;
  }

  @Override
  public void close() {
    draw(true);
    synchronized (this) {
      closed = true;
    }
    resizes.close();
    painter.interrupt();
  }
}
