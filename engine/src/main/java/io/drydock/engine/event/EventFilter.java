package io.drydock.engine.event;

import java.util.Collection;
import java.util.Map;

/** Tells the events that a subscriber asked for by Docker's filters: {@code type=container} etc. */
public final class EventFilter {
  /** Lets everything through. */
  public static final EventFilter ALL = new EventFilter(Map.of());

  private EventFilter(Map<String, ? extends Collection<String>> terms) {}

  /**
   * The filter that lets through what matches one value of each term.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for a term that is none
   */
  public static EventFilter of(Map<String, ? extends Collection<String>> terms) {
    return new EventFilter(terms);
  }

  public boolean matches(Event event) {
    throw new UnsupportedOperationException();
  }
}
