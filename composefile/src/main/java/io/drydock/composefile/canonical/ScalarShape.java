package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;

/**
 * A single value of a certain type. A text with a dollar sign, which holds a variable that was not
 * filled in, stays as it is in the place of any type.
 */
final class ScalarShape extends Shape {
  private final ScalarType type;

  ScalarShape(ScalarType type) {
    this.type = type;
  }

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (!(node instanceof YamlScalar scalar)) {
      throw wrong(node, path, type.description());
    }
    if (scalar.isNull() || holdsVariable(scalar)) {
      return scalar.withTag("");
    }
    Object value;
    try {
      value = type.read(scalar);
    } catch (IllegalArgumentException e) {
      throw wrong(node, path, type.description() + ", not \"" + scalar.asText() + "\"");
    }
    return value.equals(scalar.value())
        ? scalar.withTag("")
        : (YamlScalar) YamlNode.fromJava(value, scalar.location());
  }

  private static boolean holdsVariable(YamlScalar scalar) {
    return scalar.value() instanceof String text && text.indexOf('$') >= 0;
  }

  @Override
  boolean isEmpty(YamlNode canonical) {
    return canonical instanceof YamlScalar scalar
        && (scalar.isNull() || type.isZero(scalar.asText()));
  }

  @Override
  JsonElement json(YamlNode canonical) {
    if (!(canonical instanceof YamlScalar scalar) || scalar.isNull()) {
      return JsonNull.INSTANCE;
    }
    if (scalar.value() instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    }
    return scalar.value() instanceof Number number
        ? new JsonPrimitive(Numbers.json(number))
        : new JsonPrimitive(scalar.asText());
  }
}
