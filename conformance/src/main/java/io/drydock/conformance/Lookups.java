package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.composefile.env.Variables;
import io.drydock.core.Json;
import java.util.HashMap;
import java.util.Map;

/** The variables of a case: a name's value, or null where it was asked for and is not set. */
final class Lookups {
  private Lookups() {}

  static Variables of(JsonObject recorded) {
    Map<String, String> values = new HashMap<>();
    JsonObject lookups = Json.child(recorded, "lookups").orElseGet(JsonObject::new);
    for (String name : lookups.keySet()) {
      Json.string(lookups, name).ifPresent(value -> values.put(name, value));
    }
    return Variables.of(values);
  }
}
