package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.compose.request.Labels;
import io.drydock.core.Json;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Something that an engine says of a container of a project.
 *
 * @param action {@code create}, {@code start}, {@code die}, {@code health_status: healthy}, …
 * @param attributes the container's labels, {@code name}, {@code image}, {@code exitCode}, …
 */
public record EngineEvent(
    String containerId, String action, Map<String, String> attributes, Instant time) {
  public EngineEvent {
    attributes = Map.copyOf(attributes);
  }

  static EngineEvent of(JsonObject json) {
    JsonObject actor = Json.child(json, "Actor").orElseGet(JsonObject::new);
    return new EngineEvent(
        Json.string(actor, "ID").orElse(""),
        Json.string(json, "Action").or(() -> Json.string(json, "status")).orElse(""),
        Json.stringMap(actor, "Attributes"),
        Instant.ofEpochSecond(0, Json.number(json, "timeNano").orElse(0L)));
  }

  public String containerName() {
    return attributes.getOrDefault("name", "");
  }

  public String service() {
    return attributes.getOrDefault(Labels.SERVICE, "");
  }

  /** Whether the container is none of a service: one of {@code run}, or of a step. */
  public boolean isOneOff() {
    return attributes.getOrDefault(Labels.ONE_OFF, "").equalsIgnoreCase("true")
        || attributes.containsKey(Labels.HOOK);
  }

  /** Of {@code die}. */
  public OptionalInt exitCode() {
    try {
      return OptionalInt.of(Integer.parseInt(attributes.getOrDefault("exitCode", "")));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
