package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import io.drydock.composefile.canonical.StructShape.Field;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;

/**
 * A limit of processes: a number, or a soft and a hard one. Zero is written as a pair, as Compose
 * does, which takes a single zero for none.
 */
final class LimitShape extends Shape {
  private final Shape number = new ScalarShape(ScalarType.WHOLE);
  private final Shape pair =
      new StructShape(Field.always("soft", number, 0), Field.always("hard", number, 0));

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    YamlNode canonical = of(node).canonical(node, path);
    boolean isZero = canonical instanceof YamlScalar scalar && scalar.asText().equals("0");
    return isZero ? pair.canonical(YamlMapping.empty(node.location()), path) : canonical;
  }

  @Override
  JsonElement json(YamlNode canonical) {
    return of(canonical).json(canonical);
  }

  private Shape of(YamlNode node) {
    return node instanceof YamlMapping ? pair : number;
  }
}
