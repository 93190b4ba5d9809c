package io.drydock.bake.compose;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a Compose file.
 *
 * @param path where it stands, for messages: {@code compose.yaml: services.web.build}
 * @param content a map, a list, a scalar or null
 */
public record Node(String path, @Nullable Object content) {
  static Node of(String path, @Nullable Object content) {
    return new Node(path, content);
  }

  boolean isPresent() {
    return content != null;
  }

  boolean isMapping() {
    return content instanceof Map;
  }

  boolean isList() {
    return content instanceof List;
  }

  /** The members of a mapping, none for an absent one. */
  public Map<String, Node> mapping() {
    Map<String, Node> members = new LinkedHashMap<>();
    if (content instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> members.put(String.valueOf(key), new Node(path + "." + key, value)));
    } else if (content != null) {
      throw invalid("must be a mapping");
    }
    return members;
  }

  /** The elements of a list, none for an absent one. */
  List<Node> list() {
    var elements = new ArrayList<Node>();
    if (content instanceof List<?> list) {
      for (Object each : list) {
        elements.add(new Node(path + "[" + elements.size() + "]", each));
      }
    } else if (content != null) {
      throw invalid("must be a list");
    }
    return elements;
  }

  /** The member, or an absent node. */
  public Node get(String key) {
    return mapping().getOrDefault(key, new Node(path + "." + key, null));
  }

  /** The scalar as text, or empty for an absent one. */
  public Optional<String> text() {
    return switch (content) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Boolean flag -> Optional.of(flag.toString());
      case Integer number -> Optional.of(number.toString());
      case Long number -> Optional.of(number.toString());
      case BigInteger number -> Optional.of(number.toString());
      case Double number -> Optional.of(decimal(number));
      default -> throw invalid("must be a string");
    };
  }

  private static String decimal(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** The truth value, or empty for an absent one. */
  Optional<Boolean> flag() {
    return text()
        .map(word ->
            switch (word) {
              case "true", "True", "TRUE", "1", "t", "yes", "on" -> true;
              case "false", "False", "FALSE", "0", "f", "no", "off" -> false;
              default -> throw invalid("must be true or false");
            });
  }

  /** The strings of a list. */
  List<String> texts() {
    return list().stream()
        .map(each -> each.text().orElseThrow(() -> each.invalid("must not be null")))
        .toList();
  }

  /**
   * What is written as a mapping or as a list of {@code name=value}.
   *
   * @return empty values for names alone
   */
  Map<String, Optional<String>> named(String separators) {
    Map<String, Optional<String>> named = new LinkedHashMap<>();
    if (!isList()) {
      mapping().forEach((name, value) -> named.put(name, value.text()));
      return named;
    }
    for (String each : texts()) {
      int cut = -1;
      for (int i = 0; i < each.length() && cut < 0; i++) {
        cut = separators.indexOf(each.charAt(i)) >= 0 ? i : -1;
      }
      named.put(
          cut < 0 ? each : each.substring(0, cut),
          cut < 0 ? Optional.empty() : Optional.of(each.substring(cut + 1)));
    }
    return named;
  }

  /** The node with the variables in its texts replaced; keys stay as they are. */
  Node filled(Interpolation variables) {
    return new Node(path, filled(content, variables));
  }

  private @Nullable Object filled(@Nullable Object value, Interpolation variables) {
    if (value instanceof String text) {
      try {
        return variables.fill(text);
      } catch (DrydockException e) {
        throw new DrydockException(e.kind(), path + ": " + e.getMessage(), e);
      }
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> filled = new LinkedHashMap<>();
      map.forEach((key, each) -> filled.put(key, filled(each, variables)));
      return filled;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> filled = new ArrayList<>();
      list.forEach(each -> filled.add(filled(each, variables)));
      return filled;
    }
    return value;
  }

  DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, path + " " + message);
  }
}
