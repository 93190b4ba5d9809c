package io.drydock.engine.journal;

/**
 * The engine's log as one part of it writes to it: {@code JOURNAL.warn("cannot rotate", "log",
 * path)}. Until {@code engine run} opens a file, warnings and errors go to standard error.
 */
public final class Journal {
  private final String part;

  private Journal(String part) {
    this.part = part;
  }

  /** The journal of a part, as {@code network}. */
  public static Journal of(String part) {
    return new Journal(part);
  }

  /**
   * @param facts names and values in turn
   */
  public void debug(String message, Object... facts) {}

  public void info(String message, Object... facts) {}

  public void warn(String message, Object... facts) {}

  public void error(String message, Throwable cause, Object... facts) {}

  @Override
  public String toString() {
    return part;
  }
}
