package io.drydock.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.Streams;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON documents as Gson trees: strict reading, compact or indented writing, typed access. */
public final class Json {
  private Json() {}

  /**
   * The object that the bytes hold.
   *
   * @param what names the document in errors
   * @throws DrydockException of kind INVALID when the bytes are not one strict JSON object
   */
  public static JsonObject object(byte[] utf8, String what) {
    if (parse(utf8, what) instanceof JsonObject object) {
      return object;
    }
    throw new DrydockException(ErrorKind.INVALID, what + " is not a JSON object");
  }

  /** The value that the bytes hold; see {@link #object}. */
  public static JsonElement parse(byte[] utf8, String what) {
    try (var reader =
        new JsonReader(
            new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = Streams.parse(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("more than one value");
      }
      return element;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new DrydockException(
          ErrorKind.INVALID, what + " is not valid JSON: " + e.getMessage(), e);
    }
  }

  /** Compact JSON; members stay in insertion order, no HTML escapes. */
  public static byte[] bytes(JsonElement element) {
    return write(element, "").getBytes(StandardCharsets.UTF_8);
  }

  /** JSON over several lines, indented by four spaces as docker's inspect prints it. */
  public static String pretty(JsonElement element) {
    return pretty(element, "    ");
  }

  /** JSON over several lines, as {@link #pretty(JsonElement)} with another indent. */
  public static String pretty(JsonElement element, String indent) {
    return write(element, indent);
  }

  private static String write(JsonElement element, String indent) {
    var out = new StringWriter();
    try (var writer = new JsonWriter(out)) {
      writer.setStrictness(Strictness.LENIENT);
      writer.setHtmlSafe(false);
      writer.setIndent(indent);
      writer.setSerializeNulls(true);
      Streams.write(element, writer);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot write JSON", e);
    }
    return out.toString();
  }

  /** The member as a string, or empty when it is absent or null. */
  public static Optional<String> string(JsonObject object, String key) {
    return primitive(object, key).map(JsonPrimitive::getAsString);
  }

  /** The member as a whole number, or empty when it is absent or null. */
  public static Optional<Long> number(JsonObject object, String key) {
    try {
      return primitive(object, key).map(JsonPrimitive::getAsLong);
    } catch (NumberFormatException e) {
      throw new DrydockException(ErrorKind.INVALID, "\"" + key + "\" is not a whole number", e);
    }
  }

  /** The member as a flag, false when it is absent or null. */
  public static boolean flag(JsonObject object, String key) {
    return primitive(object, key).map(JsonPrimitive::getAsBoolean).orElse(false);
  }

  /** The member as a list of strings, empty when it is absent or null. */
  public static List<String> strings(JsonObject object, String key) {
    var list = new ArrayList<String>();
    array(object, key).forEach(each -> list.add(text(each, key)));
    return List.copyOf(list);
  }

  /** The member as a map of strings in document order, empty when it is absent or null. */
  public static Map<String, String> stringMap(JsonObject object, String key) {
    var map = new LinkedHashMap<String, String>();
    child(object, key)
        .ifPresent(
            each -> each.entrySet().forEach(e -> map.put(e.getKey(), text(e.getValue(), key))));
    return Collections.unmodifiableMap(map);
  }

  /** The member as an object, or empty when it is absent or null. */
  public static Optional<JsonObject> child(JsonObject object, String key) {
    JsonElement element = present(object, key);
    if (element == null) {
      return Optional.empty();
    }
    if (element instanceof JsonObject child) {
      return Optional.of(child);
    }
    throw new DrydockException(ErrorKind.INVALID, "\"" + key + "\" is not an object");
  }

  /** The member's elements, each an object; empty when it is absent or null. */
  public static List<JsonObject> children(JsonObject object, String key) {
    var list = new ArrayList<JsonObject>();
    for (JsonElement each : array(object, key)) {
      if (!(each instanceof JsonObject child)) {
        throw new DrydockException(ErrorKind.INVALID, "\"" + key + "\" holds a non-object");
      }
      list.add(child);
    }
    return List.copyOf(list);
  }

  /** A JSON array of the strings. */
  public static JsonArray array(Iterable<String> strings) {
    var array = new JsonArray();
    strings.forEach(array::add);
    return array;
  }

  /** A JSON object of the map, in its iteration order. */
  public static JsonObject object(Map<String, String> map) {
    var object = new JsonObject();
    map.forEach(object::addProperty);
    return object;
  }

  private static String text(JsonElement element, String key) {
    if (element instanceof JsonPrimitive primitive) {
      return primitive.getAsString();
    }
    throw new DrydockException(
        ErrorKind.INVALID, "\"" + key + "\" holds something that is not a string");
  }

  private static Optional<JsonPrimitive> primitive(JsonObject object, String key) {
    JsonElement element = present(object, key);
    if (element == null) {
      return Optional.empty();
    }
    if (element instanceof JsonPrimitive primitive) {
      return Optional.of(primitive);
    }
    throw new DrydockException(ErrorKind.INVALID, "\"" + key + "\" is not a plain value");
  }

  private static JsonArray array(JsonObject object, String key) {
    JsonElement element = present(object, key);
    if (element == null) {
      return new JsonArray();
    }
    if (element instanceof JsonArray array) {
      return array;
    }
    throw new DrydockException(ErrorKind.INVALID, "\"" + key + "\" is not a list");
  }

  private static @Nullable JsonElement present(JsonObject object, String key) {
    JsonElement element = object.get(key);
    return element == null || element.isJsonNull() ? null : element;
  }
}
