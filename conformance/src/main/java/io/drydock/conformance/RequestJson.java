package io.drydock.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests of Docker's API in a form that is equal for those that mean the same: no API version, no
 * fields that are their type's zero, queries as maps. What a map of Go has put into a list in any
 * order is sorted.
 */
final class RequestJson {
  /** Objects whose members are the user's, so that an empty value says something. */
  private static final Set<String> MAPS =
      Set.of(
          "ExposedPorts",
          "Volumes",
          "Labels",
          "Tmpfs",
          "Annotations",
          "Sysctls",
          "StorageOpt",
          "Options",
          "DriverOpts",
          "EndpointsConfig",
          "PortBindings",
          "AuxiliaryAddresses");

  /** Lists that docker's command line fills from maps. */
  private static final Set<String> UNORDERED = Set.of("Binds", "Env", "Ulimits");

  private RequestJson() {}

  /** The request in one comparable object. */
  static JsonObject of(String method, String target, JsonElement body) {
    int mark = target.indexOf('?');
    var request = new JsonObject();
    request.addProperty("method", method);
    request.addProperty(
        "path",
        decoded(mark < 0 ? target : target.substring(0, mark)).replaceFirst("^/v[0-9.]+", ""));
    request.add("query", query(mark < 0 ? "" : target.substring(mark + 1)));
    request.add("body", without(body, ""));
    return request;
  }

  private static JsonObject query(String text) {
    Map<String, List<String>> values = new TreeMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!value.isEmpty()) {
        values
            .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
            .add(value);
      }
    }
    var query = new JsonObject();
    values.forEach((name, all) -> {
      var list = new JsonArray();
      all.forEach(each ->
          list.add(each.startsWith("{") ? JsonParser.parseString(each) : new JsonPrimitive(each)));
      query.add(name, list);
    });
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static JsonElement without(JsonElement value, String name) {
    if (value instanceof JsonObject object) {
      var kept = new JsonObject();
      boolean isMap = MAPS.contains(name);
      new TreeMap<>(object.asMap())
          .forEach((key, each) -> {
            JsonElement inner = without(each, isMap ? "" : key);
            if (isMap || !isZero(inner)) {
              kept.add(key, inner);
            }
          });
      return kept;
    }
    if (value instanceof JsonArray array) {
      var list = new ArrayList<JsonElement>();
      array.forEach(each -> list.add(without(each, "")));
      if (UNORDERED.contains(name)) {
        list.sort(Comparator.comparing(JsonElement::toString));
      }
      var kept = new JsonArray();
      list.forEach(kept::add);
      return kept;
    }
    return value;
  }

  private static boolean isZero(JsonElement value) {
    if (value instanceof JsonNull) {
      return true;
    }
    if (value instanceof JsonObject object) {
      return object.isEmpty();
    }
    if (value instanceof JsonArray array) {
      return array.asList().stream()
          .allMatch(each -> each instanceof JsonPrimitive && isZero(each));
    }
    JsonPrimitive plain = value.getAsJsonPrimitive();
    return plain.isBoolean()
        ? !plain.getAsBoolean()
        : plain.isNumber() ? plain.getAsDouble() == 0 : plain.getAsString().isEmpty();
  }
}
