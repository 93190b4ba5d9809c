package io.drydock.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Compares what was asked for with what an inspection shows, which may say more. */
final class ShownBack {
  /** Lists that an engine may order otherwise, or add to from the image. */
  private static final Set<String> SETS = Set.of("Env", "Ulimits", "Config");

  /** Words that stand for "whatever the engine has". */
  private static final Set<String> UNSET = Set.of("default");

  private ShownBack() {}

  /** A container's creation against its inspection. */
  static void container(JsonObject body, JsonObject shown) {
    JsonObject settings = body.deepCopy();
    settings.remove("HostConfig");
    settings.remove("NetworkingConfig");
    require(settings, object(shown, "Config"), "Config");
    Json.child(body, "HostConfig")
        .ifPresent(host -> require(host, object(shown, "HostConfig"), "HostConfig"));
    JsonObject networks = object(object(shown, "NetworkSettings"), "Networks");
    Json.child(body, "NetworkingConfig")
        .flatMap(each -> Json.child(each, "EndpointsConfig"))
        .ifPresent(asked ->
            asked
                .keySet()
                .forEach(name -> {
                  String known = name.equals("default") ? "bridge" : name;
                  require(object(asked, name), object(networks, known), known);
                }));
  }

  private static JsonObject object(JsonObject json, String key) {
    return Json.child(json, key).orElseThrow(() -> new Report.Mismatch(key + " is not shown"));
  }

  /** All that is asked for, but for what is its type's zero, has to be shown. */
  static void require(JsonObject asked, JsonObject shown, String where) {
    for (String key : asked.keySet()) {
      JsonElement want = asked.get(key);
      if (!isZero(want) && !isUnset(key, want)) {
        String shownAs = key.equals("DriverOpts") && shown.has("Options") ? "Options" : key;
        compare(key, want, shown.get(shownAs), where + "." + key);
      }
    }
  }

  private static void compare(
      String key,
      JsonElement want,
      @org.jspecify.annotations.Nullable JsonElement got,
      String where) {
    if (want instanceof JsonObject wanted && got instanceof JsonObject object) {
      require(wanted, object, where);
    } else if (want instanceof JsonArray wanted && got instanceof JsonArray array) {
      lists(key, wanted, array, where);
    } else if (!want.equals(got)) {
      throw new Report.Mismatch(where + ": asked " + want + ", shown " + got);
    }
  }

  private static void lists(String key, JsonArray wanted, JsonArray got, String where) {
    List<JsonElement> rest = new ArrayList<>(got.asList());
    if (SETS.contains(key)) {
      for (JsonElement each : key.equals("Env") ? lastOfEach(wanted) : wanted.asList()) {
        if (!rest.removeIf(shown -> shows(each, shown))) {
          throw new Report.Mismatch(where + ": asked " + each + ", shown " + got);
        }
      }
      return;
    }
    if (wanted.size() != got.size()) {
      throw new Report.Mismatch(where + ": asked " + wanted + ", shown " + got);
    }
    for (int i = 0; i < wanted.size(); i++) {
      compare(key, wanted.get(i), got.get(i), where);
    }
  }

  private static boolean shows(JsonElement wanted, JsonElement shown) {
    try {
      compare("", wanted, shown, "");
      return true;
    } catch (Report.Mismatch e) {
      return false;
    }
  }

  /** The variables that are set in the end: a later one of a name replaces an earlier. */
  private static Iterable<JsonElement> lastOfEach(JsonArray variables) {
    var last = new LinkedHashMap<String, JsonElement>();
    for (JsonElement each : variables) {
      String name = each.getAsString().split("=", 2)[0];
      if (each.getAsString().contains("=")) {
        last.put(name, each);
      } else {
        last.remove(name);
      }
    }
    return last.values();
  }

  private static boolean isUnset(String key, JsonElement value) {
    return (value instanceof JsonPrimitive plain
            && plain.isString()
            && UNSET.contains(plain.getAsString()))
        || (key.equals("MemorySwappiness") && value.getAsLong() == -1)
        || (key.equals("Entrypoint")
            && value instanceof JsonArray list
            && list.size() == 1
            && list.get(0).getAsString().isEmpty());
  }

  static boolean isZero(JsonElement value) {
    if (value instanceof JsonObject object) {
      return object.isEmpty();
    }
    if (value instanceof JsonArray array) {
      return array.asList().stream()
          .allMatch(
              each -> each instanceof JsonPrimitive plain && plain.isNumber() && isZero(plain));
    }
    if (value instanceof JsonPrimitive plain) {
      return plain.isBoolean()
          ? !plain.getAsBoolean()
          : plain.isNumber() ? plain.getAsDouble() == 0 : plain.getAsString().isEmpty();
    }
    return true;
  }
}
