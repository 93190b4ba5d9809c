package io.drydock.engine.event;

import java.nio.file.Path;
import java.util.SequencedMap;

/** The events of an engine: published once, kept in bounded files over restarts of the engine. */
public final class Events implements AutoCloseable {
  private Events() {}

  /** Opens the history in a folder, which is made when it is not there. */
  public static Events open(Path folder) {
    throw new UnsupportedOperationException();
  }

  /** Says that something has happened now. Never fails: what cannot be kept is still told. */
  public Event publish(
      EventType type, String action, String actorId, SequencedMap<String, String> attributes) {
    throw new UnsupportedOperationException();
  }

  /** Subscribes from this moment; events of the past come first when the query asks for them. */
  public EventSubscription subscribe(EventQuery query) {
    throw new UnsupportedOperationException();
  }

  /** Ends all subscriptions. */
  @Override
  public void close() {}
}
