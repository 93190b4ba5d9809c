package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Leaves one of the items of a list that mean the same: a port or a variable that a later file
 * gives again stands in the place of the earlier one.
 */
public final class Unicity {
  private Unicity() {}

  /** The document with its lists made unique; the same one where they are. */
  public static YamlMapping enforce(YamlMapping document) {
    return mapping(Place.root(UniqueKey.BY_PATH), document);
  }

  private static YamlMapping mapping(Place<UniqueKey> place, YamlMapping mapping) {
    return mapping.map((key, value) -> {
      Place<UniqueKey> next = place.under(key);
      return next.hasRules() ? value(next, value) : value;
    });
  }

  private static YamlNode value(Place<UniqueKey> place, YamlNode value) {
    if (value instanceof YamlMapping mapping) {
      return mapping(place, mapping);
    }
    UniqueKey key = place.rule().orElse(null);
    if (key == null) {
      return value;
    }
    if (value.isNull()) {
      return YamlSequence.of(List.of(), value.location());
    }
    return value instanceof YamlSequence sequence ? sequence(key, sequence) : value;
  }

  private static YamlSequence sequence(UniqueKey key, YamlSequence sequence) {
    var items = new ArrayList<YamlNode>(sequence.size());
    var indexes = new HashMap<String, Integer>();
    for (YamlNode each : sequence) {
      String name = key.of(each).orElse(null);
      Integer present = name == null ? null : indexes.putIfAbsent(name, items.size());
      if (present == null) {
        items.add(each);
      } else {
        items.set(present, each);
      }
    }
    return items.size() == sequence.size() ? sequence : sequence.withItems(items);
  }
}
