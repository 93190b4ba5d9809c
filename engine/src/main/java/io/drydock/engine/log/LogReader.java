package io.drydock.engine.log;

import java.util.Optional;

/** A pass over a container's log, rotated files included. For one thread at a time. */
public final class LogReader implements AutoCloseable {
  LogReader() {}

  /** The next entry; waits for it when the log is followed. Empty at the end. */
  public Optional<LogEntry> next() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ends the pass, also for a thread that waits in {@link #next}. */
  @Override
  public void close() {}
}
