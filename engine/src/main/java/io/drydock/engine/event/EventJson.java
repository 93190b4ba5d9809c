package io.drydock.engine.event;

import com.google.gson.JsonObject;

/** Events as JSON, as {@code GET /events} writes them. */
public final class EventJson {
  private EventJson() {}

  /** With the members {@code status}, {@code id} and {@code from} that older clients read. */
  public static JsonObject write(Event event) {
    throw new UnsupportedOperationException();
  }

  public static Event read(JsonObject json) {
    throw new UnsupportedOperationException();
  }
}
