package io.drydock.engine.event;

import java.util.Collections;
import java.util.SequencedMap;

/**
 * Something that happened in the engine.
 *
 * @param action as {@code start} or {@code health_status: healthy}
 * @param actorId id of the object; the name of a volume, the reference of an image
 * @param attributes of the object, as {@code name}, {@code image} and a container's labels
 * @param nanos since 1970, in UTC; no two events of an engine have the same, and a later one has
 *     more
 */
public record Event(
    EventType type,
    String action,
    String actorId,
    SequencedMap<String, String> attributes,
    long nanos) {
  public Event {
    attributes = Collections.unmodifiableSequencedMap(attributes);
  }
}
