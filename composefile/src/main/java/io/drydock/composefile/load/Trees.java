package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;

/** Values of trees whose shape is known; what is absent or of another kind is empty. */
final class Trees {
  private Trees() {}

  /** The mapping under a key. */
  static YamlMapping mapping(YamlNode node, String key) {
    return node.at(key)
        .flatMap(YamlNode::mapping)
        .orElseGet(() -> YamlMapping.empty(node.location()));
  }

  /** The text under a key. */
  static String text(YamlNode node, String key) {
    return node.at(key).flatMap(YamlNode::text).orElse("");
  }

  /** The items of the list under a key. */
  static List<YamlNode> items(YamlNode node, String key) {
    return node.at(key).flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of());
  }

  /** The texts of the list under a key. */
  static List<String> texts(YamlNode node, String key) {
    var texts = new ArrayList<String>();
    items(node, key).forEach(each -> texts.add(each.text().orElse("")));
    return texts;
  }

  /** Whether the flag under a key is set. */
  static boolean flag(YamlNode node, String key) {
    return text(node, key).equals("true");
  }

  /** Whether there is a value under a key. */
  static boolean has(YamlNode node, String key) {
    return node.at(key).filter(each -> !each.isNull()).isPresent();
  }

  /** Where a key of a mapping stands. */
  static SourceLocation place(YamlNode node, String key) {
    return node instanceof YamlMapping mapping ? mapping.keyLocation(key) : node.location();
  }
}
