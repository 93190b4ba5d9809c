package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.TreeMap;

/**
 * Values of one shape by names that the user chose, in the order of the names. Where lists may
 * stand for it, an item is {@code NAME=VALUE} or {@code NAME}.
 */
final class MapShape extends Shape {
  /** What becomes of a name without value. */
  enum Null {
    /** It stays without. */
    KEPT,
    /** It gets the empty text. */
    EMPTY_TEXT,
    /** It gets a mapping without keys. */
    EMPTY_MAPPING
  }

  private final Shape value;
  private final Null nulls;

  MapShape(Shape value, Null nulls) {
    this.value = value;
    this.nulls = nulls;
  }

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (node.isNull()) {
      return node;
    }
    var sorted = new TreeMap<String, YamlMapping.Entry>(NaturalOrder.INSTANCE);
    for (YamlMapping.Entry each : mapping(node, path).entries()) {
      sorted.put(each.key(), each.with(canonicalValue(each.value(), path.key(each.key()))));
    }
    var builder = YamlMapping.builder(node.location());
    sorted.values().forEach(builder::put);
    return builder.build();
  }

  private YamlNode canonicalValue(YamlNode node, YamlPath path) {
    if (!node.isNull() || nulls == Null.KEPT) {
      return node.isNull() ? node.withTag("") : value.canonical(node, path);
    }
    return nulls == Null.EMPTY_TEXT
        ? YamlScalar.of("", node.location())
        : YamlMapping.empty(node.location());
  }

  /** The mapping that a list of assignments stands for. */
  private static YamlMapping mapping(YamlNode node, YamlPath path) {
    if (node instanceof YamlMapping mapping) {
      return mapping;
    }
    if (!(node instanceof YamlSequence sequence)) {
      throw wrong(node, path, "a mapping");
    }
    var builder = YamlMapping.builder(node.location());
    for (YamlNode each : sequence) {
      String text =
          each.text().orElseThrow(() -> wrong(each, path, "a mapping or a list of strings"));
      int equals = text.indexOf('=');
      builder.put(
          equals < 0 ? text : text.substring(0, equals),
          equals < 0
              ? YamlScalar.nothing(each.location())
              : YamlScalar.of(text.substring(equals + 1), each.location()));
    }
    return builder.build();
  }

  @Override
  JsonElement json(YamlNode canonical) {
    var object = new JsonObject();
    if (canonical instanceof YamlMapping mapping) {
      new TreeMap<>(mapping.entriesByKey())
          .forEach((key, entry) ->
              object.add(
                  key, entry.value().isNull() ? JsonNull.INSTANCE : value.json(entry.value())));
    }
    return object;
  }
}
