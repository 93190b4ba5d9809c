package io.drydock.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;

/** Trees as texts that differ also when keys stand in another order. */
final class InOrder {
  private InOrder() {}

  static String of(YamlNode node) {
    return json(node).toString();
  }

  private static JsonElement json(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      var object = new JsonObject();
      mapping.entries().forEach(each -> object.add(each.key(), json(each.value())));
      return object;
    }
    if (node instanceof YamlSequence sequence) {
      var array = new JsonArray();
      sequence.forEach(each -> array.add(json(each)));
      return array;
    }
    Object value = node.toJava();
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    return value instanceof Boolean flag
        ? new JsonPrimitive(flag)
        : value instanceof Number number
            ? new JsonPrimitive(number)
            : new JsonPrimitive(value.toString());
  }
}
