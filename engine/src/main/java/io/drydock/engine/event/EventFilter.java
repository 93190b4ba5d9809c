package io.drydock.engine.event;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the events that a subscriber asked for by Docker's filters: {@code type=container} etc. */
public final class EventFilter {
  /** Lets everything through. */
  public static final EventFilter ALL = new EventFilter(Map.of());

  /** Those about objects that only swarms have match nothing here. */
  private static final Set<String> TERMS =
      Set.of(
          "config",
          "container",
          "daemon",
          "event",
          "image",
          "label",
          "network",
          "node",
          "plugin",
          "scope",
          "secret",
          "service",
          "type",
          "volume");

  private final Map<String, List<String>> terms;

  private EventFilter(Map<String, List<String>> terms) {
    this.terms = terms;
  }

  /**
   * The filter that lets through what matches one value of each term, and all labels.
   *
   * @throws DrydockException of kind INVALID for a term that is none
   */
  public static EventFilter of(Map<String, ? extends Collection<String>> terms) {
    var copy = new LinkedHashMap<String, List<String>>();
    terms.forEach((term, values) -> {
      if (!TERMS.contains(term)) {
        throw new DrydockException(ErrorKind.INVALID, "invalid filter '" + term + "'")
            .withHint("filters are " + String.join(", ", TERMS.stream().sorted().toList()));
      }
      if (!values.isEmpty()) {
        copy.put(term, List.copyOf(values));
      }
    });
    return new EventFilter(copy);
  }

  public boolean matches(Event event) {
    for (var term : terms.entrySet()) {
      if (!matches(event, term.getKey(), term.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Event event, String term, List<String> values) {
    return switch (term) {
      case "type" -> values.contains(event.type().word());
      case "event" -> values.stream().anyMatch(value -> isAction(event.action(), value));
      case "label" -> values.stream().allMatch(value -> hasLabel(event, value));
      case "scope" -> values.contains("local");
      case "image" -> values.stream().anyMatch(value -> isImage(event, value));
      default ->
          event.type().word().equals(term)
              && values.stream().anyMatch(value -> isObject(event, value));
    };
  }

  /** {@code health_status} stands for all its variants, {@code health_status: healthy} for one. */
  private static boolean isAction(String action, String value) {
    return action.equals(value) || (!value.contains(":") && action.startsWith(value + ":"));
  }

  private static boolean hasLabel(Event event, String value) {
    int equals = value.indexOf('=');
    if (equals < 0) {
      return event.attributes().containsKey(value);
    }
    return value.substring(equals + 1).equals(event.attributes().get(value.substring(0, equals)));
  }

  private static boolean isObject(Event event, String value) {
    String name = event.attributes().get("name");
    return event.actorId().startsWith(value) || (name != null && name.startsWith(value));
  }

  /** Events of the image itself, and those of containers made of it; a tag may be left out. */
  private static boolean isImage(Event event, String value) {
    boolean image = event.type() == EventType.IMAGE;
    String name = event.attributes().get(image ? "name" : "image");
    return value.equals(event.actorId())
        || value.equals(name)
        || (image && value.equals(withoutTag(event.actorId())))
        || value.equals(withoutTag(name));
  }

  private static @Nullable String withoutTag(@Nullable String reference) {
    if (reference == null) {
      return null;
    }
    int digest = reference.indexOf('@');
    String name = digest < 0 ? reference : reference.substring(0, digest);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }
}
