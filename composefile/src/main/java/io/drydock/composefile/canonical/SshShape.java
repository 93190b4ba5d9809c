package io.drydock.composefile.canonical;

import com.google.gson.JsonElement;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and sockets of SSH agents by id: a mapping, or a list of {@code ID} and {@code ID=PATH}. The
 * canonical form is a list of {@code ID} and {@code ID: PATH}.
 */
final class SshShape extends Shape {
  private static final Shape LIST = new ListShape(new ScalarShape(ScalarType.TEXT));
  private static final String SEPARATOR = ": ";

  @Override
  YamlNode canonical(YamlNode node, YamlPath path) {
    if (node.isNull()) {
      return node;
    }
    var items = new ArrayList<YamlNode>();
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry each : mapping.entries()) {
        String file = each.value().text().orElse("");
        items.add(item(each.key(), file, each.value()));
      }
    } else {
      List<YamlNode> given =
          node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
      given.forEach(each -> items.add(item(each, path)));
    }
    return YamlSequence.of(items, node.location());
  }

  private static YamlScalar item(YamlNode node, YamlPath path) {
    String text = node.text().orElseThrow(() -> wrong(node, path, "a list of strings"));
    int equals = text.indexOf('=');
    return equals < 0
        ? YamlScalar.of(text, node.location())
        : item(text.substring(0, equals), text.substring(equals + 1), node);
  }

  private static YamlScalar item(String id, String file, YamlNode where) {
    return YamlScalar.of(file.isEmpty() ? id : id + SEPARATOR + file, where.location());
  }

  @Override
  JsonElement json(YamlNode canonical) {
    return LIST.json(canonical);
  }
}
