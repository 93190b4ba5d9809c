package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One form for values that may be written in several, so that they can be merged. */
final class Forms {
  /** What a name means that stands in a list. */
  @FunctionalInterface
  interface Meaning {
    YamlNode at(SourceLocation location);
  }

  private Forms() {}

  /**
   * The value as a list: a mapping as {@code KEY=VALUE} in the order of the keys, with a bare key
   * where there is no value, and several items for a list of values; a scalar as its only item.
   */
  static YamlSequence list(YamlNode node) {
    if (node instanceof YamlSequence sequence) {
      return sequence;
    }
    if (node instanceof YamlMapping mapping) {
      return YamlSequence.of(keyValues(mapping), node.location());
    }
    return YamlSequence.of(node.isNull() ? List.of() : List.of(node), node.location());
  }

  private static List<YamlNode> keyValues(YamlMapping mapping) {
    var items = new ArrayList<YamlScalar>(mapping.size());
    for (YamlMapping.Entry each : mapping.entries()) {
      if (each.value() instanceof YamlSequence several) {
        several.forEach(value -> items.add(keyValue(each.key(), value)));
      } else {
        items.add(keyValue(each.key(), each.value()));
      }
    }
    items.sort(Comparator.comparing(YamlScalar::asText));
    return List.copyOf(items);
  }

  private static YamlScalar keyValue(String key, YamlNode value) {
    if (!(value instanceof YamlScalar scalar)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "the value of %s is %s, but must be a string, a number or a boolean"
              .formatted(key, Kinds.of(value)),
          value.location(),
          null,
          null);
    }
    String text = scalar.isNull() || Marks.resets(value) ? key : key + "=" + scalar.asText();
    return YamlScalar.of(text, value.location()).withTag(value.tag());
  }

  /** What stands before the first equals sign of an item, and all of it where there is none. */
  static String key(YamlNode item) {
    String text = item.text().orElse("");
    int equals = text.indexOf('=');
    return equals < 0 ? text : text.substring(0, equals);
  }

  /** The value as a mapping: each name of a list stands before what a bare name means. */
  static YamlMapping named(YamlNode node, Meaning ofBareName) {
    if (node instanceof YamlMapping mapping) {
      return mapping;
    }
    YamlMapping.Builder mapping = YamlMapping.builder(node.location());
    for (YamlNode each : list(node)) {
      String name =
          each.text()
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.INVALID,
                      "cannot use %s as a name".formatted(Kinds.of(each)),
                      each.location(),
                      "write a list of names, or a mapping with the names as keys",
                      null));
      mapping.put(name, ofBareName.at(each.location()));
    }
    return mapping.build();
  }

  static YamlNode nothing(SourceLocation location) {
    return YamlScalar.nothing(location);
  }

  /** A dependency on a service that need only have been started. */
  static YamlNode dependency(SourceLocation location) {
    return YamlMapping.builder(location)
        .put("condition", YamlScalar.of("service_started", location))
        .put("required", YamlScalar.of(true, location))
        .build();
  }

  /** How to build: a bare string is the folder of the build context. */
  static YamlMapping build(YamlNode node) {
    return node instanceof YamlMapping mapping
        ? mapping
        : YamlMapping.builder(node.location()).put("context", node).build();
  }
}
