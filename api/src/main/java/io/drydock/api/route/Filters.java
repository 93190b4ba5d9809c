package io.drydock.api.route;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filters of a request: JSON of {@code {"name": {"value": true}}}, or of {@code {"name":
 * ["value"]}} from old clients. Values of one name are alternatives; all names must hold.
 */
public final class Filters {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Filters() {}

  static Filters parse(String json) {
    var filters = new Filters();
    if (!json.isBlank()) {
      JsonObject object = Json.object(json.getBytes(StandardCharsets.UTF_8), "the filters");
      object.keySet().forEach(each -> filters.values.put(each, values(object.get(each), each)));
    }
    return filters;
  }

  private static List<String> values(JsonElement element, String name) {
    var list = new ArrayList<String>();
    if (element instanceof JsonObject map) {
      // A value that is there counts, whatever it maps to, as in Docker.
      list.addAll(map.keySet());
    } else if (element instanceof JsonArray) {
      var holder = new JsonObject();
      holder.add(name, element);
      list.addAll(Json.strings(holder, name));
    } else if (!element.isJsonNull()) {
      throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + name + "'");
    }
    return List.copyOf(list);
  }

  /**
   * The same filters, when it has none but these names.
   *
   * @throws DrydockException of kind INVALID for another name
   */
  public Filters allow(Set<String> names) {
    for (String each : values.keySet()) {
      if (!names.contains(each)) {
        throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + each + "'");
      }
    }
    return this;
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public boolean has(String name) {
    return !values(name).isEmpty();
  }

  public List<String> values(String name) {
    return values.getOrDefault(name, List.of());
  }

  public Set<String> names() {
    return Set.copyOf(values.keySet());
  }

  /** Whether the name is not asked for, or one of its values passes. */
  public boolean any(String name, Predicate<String> test) {
    List<String> asked = values(name);
    return asked.isEmpty() || asked.stream().anyMatch(test);
  }

  /**
   * Whether the labels hold all that {@code name} asks for, each {@code KEY} or {@code KEY=VALUE}.
   */
  public boolean labels(String name, Map<String, String> labels) {
    return values(name).stream().allMatch(each -> holds(each, labels));
  }

  /** Whether none of the labels that {@code name} asks to be absent is there. */
  public boolean withoutLabels(String name, Map<String, String> labels) {
    return values(name).stream().noneMatch(each -> holds(each, labels));
  }

  private static boolean holds(String asked, Map<String, String> labels) {
    int equals = asked.indexOf('=');
    return equals < 0
        ? labels.containsKey(asked)
        : asked.substring(equals + 1).equals(labels.get(asked.substring(0, equals)));
  }

  /**
   * The one value as a flag.
   *
   * @throws DrydockException of kind INVALID when it is neither true nor false, or several
   */
  public Optional<Boolean> flag(String name) {
    List<String> asked = values(name);
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    if (asked.stream().allMatch(each -> List.of("1", "true", "True").contains(each))) {
      return Optional.of(true);
    }
    if (asked.stream().allMatch(each -> List.of("0", "false", "False").contains(each))) {
      return Optional.of(false);
    }
    throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + name + "=" + asked + "'");
  }
}
