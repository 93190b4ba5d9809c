package io.drydock.composefile.canonical;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.TreeMap;

/** A value that only its user knows: that of an {@code x-} key. */
final class AnyShape extends Shape {
  private static final ScalarShape TEXT = new ScalarShape(ScalarType.TEXT);

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (node instanceof YamlMapping mapping) {
      var sorted = new TreeMap<String, YamlMapping.Entry>(NaturalOrder.INSTANCE);
      for (YamlMapping.Entry each : mapping.entries()) {
        sorted.put(each.key(), each.with(canonical(each.value(), path)));
      }
      var builder = YamlMapping.builder(node.location());
      sorted.values().forEach(builder::put);
      return builder.build();
    }
    if (node instanceof YamlSequence sequence) {
      var items = new ArrayList<YamlNode>();
      for (YamlNode each : sequence) {
        items.add(canonical(each, path));
      }
      return YamlSequence.of(items, node.location());
    }
    return node.withTag("");
  }

  @Override
  JsonElement json(YamlNode canonical) {
    if (canonical instanceof YamlMapping mapping) {
      var object = new JsonObject();
      new TreeMap<>(mapping.entriesByKey())
          .forEach((key, entry) -> object.add(key, json(entry.value())));
      return object;
    }
    if (canonical instanceof YamlSequence sequence) {
      var array = new JsonArray();
      for (YamlNode each : sequence) {
        array.add(json(each));
      }
      return array;
    }
    return TEXT.json(canonical);
  }

  @Override
  boolean isEmpty(YamlNode canonical) {
    return false;
  }
}
