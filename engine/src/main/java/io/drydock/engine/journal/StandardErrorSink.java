package io.drydock.engine.journal;

/**
 * Standard error, for a person or systemd's journal.
 *
 * @param json whether lines are JSON objects rather than text
 */
public record StandardErrorSink(boolean json) implements JournalSink {
  @Override
  public void write(JournalLine line) {
    System.err.println(json ? line.json() : line.text());
  }
}
