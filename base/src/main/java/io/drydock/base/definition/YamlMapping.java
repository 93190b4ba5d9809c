package io.drydock.base.definition;

import io.drydock.base.resolve.NearMisses;
import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key; what is not of the expected form is an error there.
 */
final class YamlMapping {
  private final YamlFile file;
  private final Node node;
  private final SequencedMap<String, Node> values = new LinkedHashMap<>();
  private final SequencedMap<String, Node> keys = new LinkedHashMap<>();

  YamlMapping(YamlFile file, MappingNode node) {
    this.file = file;
    this.node = node;
    for (NodeTuple each : node.getValue()) {
      String key = scalar(each.getKeyNode());
      if (keys.put(key, each.getKeyNode()) != null) {
        throw file.error(each.getKeyNode(), "key \"" + key + "\" stands here twice");
      }
      values.put(key, each.getValueNode());
    }
  }

  /** Refuses keys that are not among the known ones. */
  void allow(List<String> known) {
    keys.forEach((key, place) -> {
      if (!known.contains(key)) {
        List<String> near = NearMisses.of(key, known);
        DrydockException error = file.error(place, "unknown key \"" + key + "\"");
        throw error.withHint(
            near.isEmpty()
                ? "Known keys: " + String.join(", ", known) + "."
                : "Did you mean \"" + String.join("\" or \"", near) + "\"?");
      }
    });
  }

  /** The keys in the order of the file. */
  Set<String> keys() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  boolean has(String key) {
    Node value = values.get(key);
    return value != null && !isNull(value);
  }

  /** The place of the value, or of the whole mapping when there is none. */
  SourceLocation location(String key) {
    return file.location(values.getOrDefault(key, node));
  }

  DrydockException error(String key, String message) {
    return file.error(values.getOrDefault(key, node), message);
  }

  Optional<String> string(String key) {
    return has(key) ? Optional.of(scalar(value(key))) : Optional.empty();
  }

  String required(String key) {
    return string(key).orElseThrow(() -> file.error(node, "\"" + key + "\" is missing here"));
  }

  /** A whole number; one with a leading zero or {@code 0o} is octal where {@code octal} is set. */
  int number(String key, int otherwise, boolean octal) {
    if (!has(key)) {
      return otherwise;
    }
    String text = scalar(value(key));
    try {
      String digits = text.startsWith("0o") ? text.substring(2) : text;
      int number = Integer.parseInt(digits, octal ? 8 : 10);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    throw error(key, "\"" + text + "\" is no " + (octal ? "octal mode" : "whole number"));
  }

  boolean bool(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    return switch (scalar(value(key))) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> throw error(key, "\"" + scalar(value(key)) + "\" is neither true nor false");
    };
  }

  /** A word with its place. */
  record Word(String text, SourceLocation location) {}

  /** A list of words, or one word that stands for a list of one. */
  List<Word> words(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (value(key) instanceof ScalarNode single) {
      return List.of(new Word(scalar(single), file.location(single)));
    }
    var words = new ArrayList<Word>();
    for (Node each : items(key)) {
      words.add(new Word(scalar(each), file.location(each)));
    }
    return List.copyOf(words);
  }

  List<String> strings(String key) {
    return words(key).stream().map(Word::text).toList();
  }

  /** A mapping of words to words. */
  SequencedMap<String, String> stringMap(String key) {
    var map = new LinkedHashMap<String, String>();
    child(key).ifPresent(child -> child.values.forEach((k, v) -> map.put(k, scalar(v))));
    return Collections.unmodifiableSequencedMap(map);
  }

  Optional<YamlMapping> child(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (value(key) instanceof MappingNode mapping) {
      return Optional.of(new YamlMapping(file, mapping));
    }
    throw error(key, "\"" + key + "\" is a mapping of names to values");
  }

  /** The mappings of a list. */
  List<YamlMapping> children(String key) {
    var children = new ArrayList<YamlMapping>();
    if (has(key)) {
      for (Node each : items(key)) {
        if (!(each instanceof MappingNode mapping)) {
          throw file.error(each, "an element of \"" + key + "\" is a mapping of keys");
        }
        children.add(new YamlMapping(file, mapping));
      }
    }
    return List.copyOf(children);
  }

  private List<Node> items(String key) {
    if (value(key) instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw error(key, "\"" + key + "\" is a list");
  }

  private Node value(String key) {
    return values.getOrDefault(key, node);
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private String scalar(Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw file.error(node, "a plain value belongs here");
  }
}
