package io.drydock.engine.event;

import java.util.Optional;

/**
 * A subscriber's place in the sequence of events. It holds no queue: whoever is slow reads from the
 * disk what has left memory, and gets each event once.
 */
public final class EventSubscription implements AutoCloseable {
  EventSubscription() {}

  /** Waits for the next event; empty when the subscription's time is over or it was closed. */
  public Optional<Event> next() throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ends the subscription, also for a thread that waits in {@link #next}. */
  @Override
  public void close() {}
}
