package io.drydock.engine.journal;

/** Standard error as text, for a person or systemd's journal. */
public final class StandardErrorSink implements JournalSink {
  @Override
  public void write(JournalLine line) {
    System.err.println(line.text());
  }
}
