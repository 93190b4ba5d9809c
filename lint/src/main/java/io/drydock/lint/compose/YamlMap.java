package io.drydock.lint.compose;

import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML map with the places of what is in it. Maps that {@code <<} merges in count as its own.
 *
 * @param file to show in places
 */
record YamlMap(String file, MappingNode node) {
  private static final String MERGE = "<<";
  private static final int DEEPEST = 20;

  /** A key with its value. */
  record Entry(String key, SourceLocation location, Node value) {}

  /** A text with its place. */
  record Text(String value, SourceLocation location) {}

  /** All keys, those merged in last. */
  List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    collect(node, entries, 0);
    return entries;
  }

  private void collect(MappingNode map, List<Entry> into, int depth) {
    for (NodeTuple each : map.getValue()) {
      if (!(each.getKeyNode() instanceof ScalarNode key)) {
        continue;
      }
      if (!key.getValue().equals(MERGE)) {
        into.add(new Entry(key.getValue(), place(key), each.getValueNode()));
      } else if (depth < DEEPEST) {
        merged(each.getValueNode()).forEach(other -> collect(other, into, depth + 1));
      }
    }
  }

  private static List<MappingNode> merged(Node node) {
    List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    return nodes.stream()
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .toList();
  }

  boolean has(String key) {
    return entry(key).isPresent();
  }

  Optional<Entry> entry(String key) {
    return entries().stream().filter(each -> each.key().equals(key)).findFirst();
  }

  Optional<YamlMap> map(String key) {
    return entry(key)
        .map(Entry::value)
        .filter(MappingNode.class::isInstance)
        .map(each -> new YamlMap(file, (MappingNode) each));
  }

  Optional<Text> text(String key) {
    return entry(key)
        .filter(each -> each.value() instanceof ScalarNode)
        .map(each -> new Text(((ScalarNode) each.value()).getValue(), place(each.value())));
  }

  /** Whether the key's value is {@code true}. */
  boolean isTrue(String key) {
    return text(key).filter(each -> each.value().equals("true")).isPresent();
  }

  /** The elements of the key's list; a single text counts as a list of one. */
  List<Node> list(String key) {
    return entry(key)
        .map(each ->
            each.value() instanceof SequenceNode list
                ? list.getValue()
                : each.value() instanceof ScalarNode ? List.of(each.value()) : List.<Node>of())
        .orElse(List.of());
  }

  /** The texts among {@link #list}. */
  List<Text> texts(String key) {
    return list(key).stream()
        .filter(ScalarNode.class::isInstance)
        .map(each -> new Text(((ScalarNode) each).getValue(), place(each)))
        .toList();
  }

  /** Variables, in either form: {@code NAME: value} or {@code - NAME=value}. */
  List<Variable> variables(String key) {
    var variables = new ArrayList<Variable>();
    map(key)
        .ifPresent(map -> {
          for (Entry each : map.entries()) {
            String value = each.value() instanceof ScalarNode scalar ? scalar.getValue() : "";
            variables.add(new Variable(each.key(), value, each.location()));
          }
        });
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

  /** Where the node stands. */
  SourceLocation place(Node at) {
    return at.getStartMark()
        .map(mark ->
            new SourceLocation(file, mark.getLine() + 1, mark.getLine() + 1, mark.getColumn() + 1))
        .orElseGet(() -> SourceLocation.line(file, 1));
  }
}
