package io.drydock.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/** Members of JSON objects in the shapes that Docker's API uses again and again. */
final class Members {
  private Members() {}

  static String string(JsonObject json, String key) {
    return Json.string(json, key).orElse("");
  }

  static long number(JsonObject json, String key) {
    return Json.number(json, key).orElse(0L);
  }

  /**
   * @throws DrydockException of kind INVALID when the number has more than 32 bits
   */
  static int integer(JsonObject json, String key) {
    long value = number(json, key);
    if (value != (int) value) {
      throw new DrydockException(ErrorKind.INVALID, "\"" + key + "\" is out of range: " + value);
    }
    return (int) value;
  }

  static Optional<Boolean> flag(JsonObject json, String key) {
    return json.has(key) && !json.get(key).isJsonNull()
        ? Optional.of(Json.flag(json, key))
        : Optional.empty();
  }

  /** A list, absent when the member is absent or null. */
  static Optional<List<String>> list(JsonObject json, String key) {
    return json.has(key) && !json.get(key).isJsonNull()
        ? Optional.of(Json.strings(json, key))
        : Optional.empty();
  }

  /** A command: a list, or one word alone. */
  static Optional<List<String>> words(JsonObject json, String key) {
    JsonElement element = json.get(key);
    return element != null && element.isJsonPrimitive()
        ? Optional.of(List.of(element.getAsString()))
        : list(json, key);
  }

  static SequencedMap<String, String> map(JsonObject json, String key) {
    return new LinkedHashMap<>(Json.stringMap(json, key));
  }

  /** The names of a set that is written as an object of empty objects. */
  static SequencedSet<String> keys(JsonObject json, String key) {
    return new LinkedHashSet<>(
        Json.child(json, key).map(JsonObject::keySet).orElseGet(LinkedHashSet::new));
  }

  static <T> List<T> each(JsonObject json, String key, Function<JsonObject, T> read) {
    var list = new ArrayList<T>();
    Json.children(json, key).forEach(child -> list.add(read.apply(child)));
    return list;
  }

  static List<List<String>> lists(JsonObject json, String key) {
    var all = new ArrayList<List<String>>();
    if (json.get(key) instanceof JsonArray outer) {
      for (JsonElement inner : outer) {
        var holder = new JsonObject();
        holder.add(key, inner);
        all.add(Json.strings(holder, key));
      }
    }
    return all;
  }

  /** An array, or null when there is nothing in it. */
  static JsonElement orNull(Collection<String> strings) {
    return strings.isEmpty() ? JsonNull.INSTANCE : Json.array(strings);
  }

  static JsonElement orNull(Optional<List<String>> strings) {
    return strings.isPresent() ? Json.array(strings.get()) : JsonNull.INSTANCE;
  }

  static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> write) {
    var array = new JsonArray();
    values.forEach(each -> array.add(write.apply(each)));
    return array;
  }

  static JsonObject set(Collection<String> names) {
    var json = new JsonObject();
    names.forEach(each -> json.add(each, new JsonObject()));
    return json;
  }

  static JsonArray lists(List<List<String>> lists) {
    return array(lists, Json::array);
  }
}
