package io.drydock.cli.compose.display;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Writes a line for each change. */
final class PlainDisplay implements Display {
  private final PrintStream out;
  private final Map<String, String> last = new HashMap<>();

  PlainDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void on(Step step) {
    boolean failed = step.phase() == Step.Phase.FAILED;
    String text = failed ? step.text() + " " + step.detail() : step.text();
    if (!text.equals(last.put(step.name(), text))) {
      out.println(" " + step.name() + "  " + text.strip());
      out.flush();
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
