package io.drydock.lint.compose;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A YAML mapping as rules ask it: by keys that may be missing, for values of which Compose has
 * several forms.
 */
record YamlMap(YamlMapping mapping) {
  /** A text with its place. */
  record Text(String value, SourceLocation location) {}

  boolean has(String key) {
    return mapping.has(key);
  }

  /** Where the key stands, if it is there. */
  Optional<SourceLocation> key(String key) {
    return has(key) ? Optional.of(mapping.keyLocation(key)) : Optional.empty();
  }

  Optional<YamlMap> map(String key) {
    return mapping.get(key).flatMap(YamlNode::mapping).map(YamlMap::new);
  }

  Optional<Text> text(String key) {
    return mapping.get(key).flatMap(YamlMap::text);
  }

  private static Optional<Text> text(YamlNode node) {
    return node.text().map(text -> new Text(text, node.location()));
  }

  /** Whether the key's value is {@code true}. */
  boolean isTrue(String key) {
    return text(key).filter(each -> each.value().equals("true")).isPresent();
  }

  /** The elements of the key's list; a single text counts as a list of one. */
  List<YamlNode> list(String key) {
    Optional<YamlNode> value = mapping.get(key);
    if (value.isPresent() && value.get() instanceof YamlSequence sequence) {
      return sequence.items();
    }
    return value.filter(each -> each.text().isPresent()).stream().toList();
  }

  /** The texts among {@link #list}. */
  List<Text> texts(String key) {
    return list(key).stream().flatMap(each -> text(each).stream()).toList();
  }

  /** Variables, in either form: {@code NAME: value} or {@code - NAME=value}. */
  List<Variable> variables(String key) {
    var variables = new ArrayList<Variable>();
    Optional<YamlMap> map = map(key);
    if (map.isPresent()) {
      for (YamlMapping.Entry each : map.get().mapping().entries()) {
        variables.add(new Variable(each.key(), each.value().text().orElse(""), each.location()));
      }
    }
    for (Text each : texts(key)) {
      int equals = each.value().indexOf('=');
      variables.add(
          new Variable(
              equals < 0 ? each.value() : each.value().substring(0, equals),
              equals < 0 ? "" : each.value().substring(equals + 1),
              each.location()));
    }
    return variables;
  }

  /** A variable with its value, empty where it has none here. */
  record Variable(String name, String value, SourceLocation location) {}
}
