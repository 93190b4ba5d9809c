package io.drydock.client;

import com.google.gson.JsonElement;
import io.drydock.core.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What follows the question mark of a request: names and values, in the order given. */
public final class Query {
  private final StringBuilder text = new StringBuilder();

  /** The name with this value. */
  public Query with(String name, String value) {
    text.append(text.isEmpty() ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  /** The name with this value, unless that is empty. */
  public Query given(String name, String value) {
    return value.isEmpty() ? this : with(name, value);
  }

  public Query given(String name, Optional<String> value) {
    return value.isPresent() ? with(name, value.get()) : this;
  }

  /** The name with 1 when it is on, nothing when it is off. */
  public Query flag(String name, boolean on) {
    return on ? with(name, "1") : this;
  }

  /** The name with a JSON document as its value. */
  public Query json(String name, JsonElement value) {
    return with(name, new String(Json.bytes(value), StandardCharsets.UTF_8));
  }

  /** With its question mark; empty when there is nothing. */
  @Override
  public String toString() {
    return text.toString();
  }
}
