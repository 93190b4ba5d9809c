package io.drydock.engine.event;

import java.util.Optional;

/** What kind of object an event is about, in the words of Docker's API. */
public enum EventType {
  BUILDER("builder"),
  CONTAINER("container"),
  DAEMON("daemon"),
  IMAGE("image"),
  NETWORK("network"),
  VOLUME("volume");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  /** As the API writes it. */
  public String word() {
    return word;
  }

  /** The type of that word, or empty. */
  public static Optional<EventType> of(String word) {
    for (EventType each : values()) {
      if (each.word.equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
