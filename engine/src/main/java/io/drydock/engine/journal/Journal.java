package io.drydock.engine.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's log as one part of it writes to it: {@code JOURNAL.warn("cannot rotate", "log",
 * path)}. Until {@link #sendTo} is called, warnings and errors go to standard error.
 */
public final class Journal {
  private static volatile JournalSink sink = new StandardErrorSink(false);
  private static volatile JournalLevel lowest = JournalLevel.WARN;

  private final String part;

  private Journal(String part) {
    this.part = part;
  }

  /** The journal of a part, as {@code network}. */
  public static Journal of(String part) {
    return new Journal(part);
  }

  /** Sends the lines of all parts there from now on, those below a level excepted. */
  public static void sendTo(JournalSink newSink, JournalLevel newLowest) {
    sink = newSink;
    lowest = newLowest;
  }

  /**
   * @param facts names and values in turn
   */
  public void debug(String message, Object... facts) {
    write(JournalLevel.DEBUG, message, facts);
  }

  public void info(String message, Object... facts) {
    write(JournalLevel.INFO, message, facts);
  }

  public void warn(String message, Object... facts) {
    write(JournalLevel.WARN, message, facts);
  }

  /** What went wrong and why; with the stack trace for errors in the program. */
  public void error(String message, Throwable cause, Object... facts) {
    List<JournalLine.Fact> list = facts(facts);
    list.add(new JournalLine.Fact("error", Causes.text(cause)));
    sink.write(new JournalLine(Instant.now(), JournalLevel.ERROR, part, message, list));
  }

  private void write(JournalLevel level, String message, Object... facts) {
    if (level.compareTo(lowest) >= 0) {
      sink.write(new JournalLine(Instant.now(), level, part, message, facts(facts)));
    }
  }

  private static List<JournalLine.Fact> facts(Object... facts) {
    var list = new ArrayList<JournalLine.Fact>();
    for (int i = 0; i + 1 < facts.length; i += 2) {
      list.add(new JournalLine.Fact(String.valueOf(facts[i]), String.valueOf(facts[i + 1])));
    }
    return list;
  }
}
