package io.drydock.composefile.canonical;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/** Values of one shape in a row; a single one stands for a row of one. */
final class ListShape extends Shape {
  private final Shape item;

  ListShape(Shape item) {
    this.item = item;
  }

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (node.isNull()) {
      return node;
    }
    if (node instanceof YamlMapping) {
      throw wrong(node, path, "a list");
    }
    List<YamlNode> given = node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    var items = new ArrayList<YamlNode>(given.size());
    for (YamlNode each : given) {
      items.add(item.canonical(each, path.item(items.size())));
    }
    return YamlSequence.of(items, node.location());
  }

  @Override
  JsonElement json(YamlNode canonical) {
    var array = new JsonArray();
    if (canonical instanceof YamlSequence sequence) {
      for (YamlNode each : sequence) {
        array.add(item.json(each));
      }
    }
    return array;
  }
}
