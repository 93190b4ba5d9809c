package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import io.drydock.composefile.canonical.StructShape.Field;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;

/** A limit of processes: a number, or a soft and a hard one. */
final class LimitShape extends Shape {
  private final Shape number = new ScalarShape(ScalarType.WHOLE);
  private final Shape pair =
      new StructShape(Field.always("soft", number, 0), Field.always("hard", number, 0));

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    return of(node).canonical(node, path);
  }

  @Override
  JsonElement json(YamlNode canonical) {
    return of(canonical).json(canonical);
  }

  private Shape of(YamlNode node) {
    return node instanceof YamlMapping ? pair : number;
  }
}
