package io.drydock.cli.engine;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code --filter} asks for, by name. */
public final class Filters {
  private final Map<String, TreeSet<String>> values = new TreeMap<>();

  /**
   * @throws DrydockException of kind USAGE for a filter that is not NAME=VALUE
   */
  public static Filters of(Spec spec, List<String> texts) {
    var filters = new Filters();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (text.isBlank()) {
        continue;
      }
      if (equals < 0) {
        throw new DrydockException(
            ErrorKind.USAGE,
            spec.flag("filter")
                .orElseThrow()
                .complaint(text, "bad format of filter (expected name=value)"));
      }
      filters.with(
          text.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          text.substring(equals + 1).strip());
    }
    return filters;
  }

  public Filters with(String name, String value) {
    values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value);
    return this;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The values of one filter. */
  public List<String> of(String name) {
    return List.copyOf(values.getOrDefault(name, new TreeSet<>()));
  }

  /** The query with these filters, unless there are none. */
  public Query addTo(Query query) {
    return values.isEmpty() ? query : query.json("filters", toJson());
  }

  private JsonObject toJson() {
    var json = new JsonObject();
    values.forEach((name, all) -> {
      var set = new JsonObject();
      all.forEach(each -> set.addProperty(each, true));
      json.add(name, set);
    });
    return json;
  }
}
