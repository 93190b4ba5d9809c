package io.drydock.api.route;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The parameters of a request's query. */
public final class Query {
  private static final Set<String> FALSE = Set.of("", "0", "no", "false", "none");

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Query() {}

  static Query parse(String text) {
    var query = new Query();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        query.values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "the query is not percent-encoded: " + e.getMessage(), e);
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The first value, or empty. */
  public String text(String name) {
    List<String> all = values.get(name);
    return all == null ? "" : all.getFirst();
  }

  /** The first value, when there is one that is not empty. */
  public Optional<String> value(String name) {
    return Optional.of(text(name)).filter(each -> !each.isEmpty());
  }

  /** All values, in order. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Whether the value is one that Docker takes for true: any but 0, no, false, none and empty. */
  public boolean flag(String name) {
    return !FALSE.contains(text(name).strip().toLowerCase(Locale.ROOT));
  }

  /** As {@link #flag(String)}, with a meaning for the parameter's absence. */
  public boolean flag(String name, boolean absent) {
    return has(name) ? flag(name) : absent;
  }

  /**
   * The value as a whole number.
   *
   * @throws DrydockException of kind INVALID when it is not one
   */
  public OptionalInt number(String name) {
    Optional<String> value = value(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(value.get()));
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid value for " + name + ": \"" + value.get() + "\"", e);
    }
  }

  /** The parameter {@code filters}. */
  public Filters filters() {
    return Filters.parse(text("filters"));
  }
}
