package io.drydock.engine.container;

import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import java.time.Instant;
import java.util.LinkedHashMap;

/** Tells of containers, with their labels, image and name. */
final class ContainerEvents {
  private final Events events;

  ContainerEvents(Events events) {
    this.events = events;
  }

  /** Tells what happened at a moment, unless an engine before this one has done so and died. */
  void publishOnce(ManagedContainer container, String action, Instant at, String... facts) {
    if (!events.wasTold(EventType.CONTAINER, action, container.id(), at)) {
      publish(container, action, facts);
    }
  }

  /**
   * @param facts names and values in turn
   */
  void publish(ManagedContainer container, String action, String... facts) {
    Definition definition = container.definition();
    var attributes = new LinkedHashMap<>(definition.spec().settings().labels());
    attributes.put("image", definition.spec().settings().image());
    attributes.put("name", definition.name());
    for (int i = 0; i + 1 < facts.length; i += 2) {
      attributes.put(facts[i], facts[i + 1]);
    }
    events.publish(EventType.CONTAINER, action, container.id(), attributes);
  }
}
