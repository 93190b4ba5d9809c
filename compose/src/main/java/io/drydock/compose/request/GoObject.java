package io.drydock.compose.request;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Builds a JSON object as Go writes a struct whose empty members are left out. */
final class GoObject {
  private final JsonObject json = new JsonObject();

  JsonObject json() {
    return json;
  }

  /** A member that is there in any case. */
  GoObject always(String key, JsonElement value) {
    json.add(key, value);
    return this;
  }

  GoObject text(String key, Optional<String> value) {
    return text(key, value.orElse(""));
  }

  GoObject text(String key, String value) {
    if (!value.isEmpty()) {
      json.addProperty(key, value);
    }
    return this;
  }

  GoObject flag(String key, boolean value) {
    if (value) {
      json.addProperty(key, true);
    }
    return this;
  }

  /** A flag that may be absent, which differs from false. */
  GoObject flag(String key, Optional<Boolean> value) {
    value.ifPresent(each -> json.addProperty(key, each));
    return this;
  }

  GoObject number(String key, long value) {
    if (value != 0) {
      json.addProperty(key, value);
    }
    return this;
  }

  GoObject number(String key, OptionalLong value) {
    return number(key, value.orElse(0));
  }

  GoObject number(String key, OptionalDouble value) {
    if (value.orElse(0) != 0) {
      json.addProperty(key, value.getAsDouble());
    }
    return this;
  }

  /** A number that may be absent, which differs from 0. */
  GoObject pointer(String key, OptionalInt value) {
    value.ifPresent(each -> json.addProperty(key, each));
    return this;
  }

  GoObject pointer(String key, OptionalLong value) {
    value.ifPresent(each -> json.addProperty(key, each));
    return this;
  }

  /** A number of bytes, which is written as a string. */
  GoObject bytes(String key, OptionalLong value) {
    if (value.orElse(0) != 0) {
      json.addProperty(key, Long.toString(value.getAsLong()));
    }
    return this;
  }

  GoObject duration(String key, Optional<Duration> value) {
    value.ifPresent(each -> json.addProperty(key, GoDuration.text(each)));
    return this;
  }

  GoObject strings(String key, Collection<String> values) {
    return array(key, values, JsonPrimitive::new);
  }

  <T> GoObject array(String key, Collection<T> values, Function<T, JsonElement> write) {
    if (!values.isEmpty()) {
      json.add(key, list(values, write));
    }
    return this;
  }

  /** A map, whose keys Go sorts. */
  <T> GoObject map(String key, Map<String, T> values, Function<T, JsonElement> write) {
    if (!values.isEmpty()) {
      var object = new JsonObject();
      new TreeMap<>(values).forEach((name, each) -> object.add(name, write.apply(each)));
      json.add(key, object);
    }
    return this;
  }

  GoObject map(String key, Map<String, String> values) {
    return map(key, values, JsonPrimitive::new);
  }

  /** A struct that may be absent, which differs from an empty one. */
  <T> GoObject object(String key, Optional<T> value, Function<T, JsonObject> write) {
    value.ifPresent(each -> json.add(key, write.apply(each)));
    return this;
  }

  static <T> JsonArray list(Collection<T> values, Function<T, JsonElement> write) {
    var array = new JsonArray();
    values.forEach(each -> array.add(write.apply(each)));
    return array;
  }

  static JsonElement orNull(Optional<String> value) {
    return value.isPresent() ? new JsonPrimitive(value.get()) : JsonNull.INSTANCE;
  }

  static JsonElement words(Optional<List<String>> words) {
    return words.isPresent() ? list(words.get(), JsonPrimitive::new) : JsonNull.INSTANCE;
  }
}
