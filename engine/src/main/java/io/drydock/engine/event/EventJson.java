package io.drydock.engine.event;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.LinkedHashMap;

/** Events as JSON, as {@code GET /events} writes them. */
public final class EventJson {
  private static final long SECOND = 1_000_000_000;

  private EventJson() {}

  /** With the members {@code status}, {@code id} and {@code from} that older clients read. */
  public static JsonObject write(Event event) {
    var json = new JsonObject();
    boolean container = event.type() == EventType.CONTAINER;
    if (container || event.type() == EventType.IMAGE) {
      json.addProperty("status", event.action());
      json.addProperty("id", event.actorId());
    }
    String image = event.attributes().get("image");
    if (container && image != null) {
      json.addProperty("from", image);
    }
    json.addProperty("Type", event.type().word());
    json.addProperty("Action", event.action());
    var actor = new JsonObject();
    actor.addProperty("ID", event.actorId());
    actor.add("Attributes", Json.object(event.attributes()));
    json.add("Actor", actor);
    json.addProperty("scope", "local");
    json.addProperty("time", event.nanos() / SECOND);
    json.addProperty("timeNano", event.nanos());
    return json;
  }

  /**
   * The event that the JSON tells of.
   *
   * @throws DrydockException of kind INVALID when it tells of none
   */
  public static Event read(JsonObject json) {
    JsonObject actor = Json.child(json, "Actor").orElseThrow(() -> lacks("Actor"));
    EventType type =
        Json.string(json, "Type").flatMap(EventType::of).orElseThrow(() -> lacks("Type"));
    return new Event(
        type,
        Json.string(json, "Action").orElseThrow(() -> lacks("Action")),
        Json.string(actor, "ID").orElse(""),
        new LinkedHashMap<>(Json.stringMap(actor, "Attributes")),
        Json.number(json, "timeNano").orElseThrow(() -> lacks("timeNano")));
  }

  private static DrydockException lacks(String member) {
    return new DrydockException(ErrorKind.INVALID, "an event has no valid \"" + member + "\"");
  }
}
