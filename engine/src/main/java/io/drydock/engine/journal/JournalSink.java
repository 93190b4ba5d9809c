package io.drydock.engine.journal;

/** Where the lines of the journal go. Called by many threads; must not throw. */
public interface JournalSink {
  void write(JournalLine line);
}
