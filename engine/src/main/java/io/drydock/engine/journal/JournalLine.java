package io.drydock.engine.journal;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A line of the journal.
 *
 * @param part of the engine that wrote it
 */
public record JournalLine(
    Instant time, JournalLevel level, String part, String message, List<Fact> facts) {
  public JournalLine {
    facts = List.copyOf(facts);
  }

  /** Something that the line is about, as {@code container} with its id. */
  public record Fact(String name, String value) {}

  /** {@code 2026-01-02T03:04:05Z WARN network: message name=value}. */
  public String text() {
    var text = new StringBuilder();
    text.append(Timestamps.format(time)).append(' ').append(level);
    text.append(' ').append(part).append(": ").append(message);
    for (Fact each : facts) {
      text.append(' ').append(each.name()).append('=').append(quoted(each.value()));
    }
    return text.toString();
  }

  /** One JSON object with {@code time}, {@code level}, {@code part}, {@code message}, the facts. */
  public String json() {
    var json = new JsonObject();
    json.addProperty("time", Timestamps.format(time));
    json.addProperty("level", level.word());
    json.addProperty("part", part);
    json.addProperty("message", message);
    facts.forEach(each -> json.addProperty(each.name(), each.value()));
    return new String(Json.bytes(json), StandardCharsets.UTF_8);
  }

  private static String quoted(String value) {
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
    if (plain) {
      return value;
    }
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }
}
