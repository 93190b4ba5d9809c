package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;

/**
 * The tags by which a file says what becomes of the values of the files before it: {@code !reset}
 * takes a value away, {@code !override} replaces it instead of merging.
 */
final class Marks {
  static final String RESET = "!reset";
  static final String OVERRIDE = "!override";

  private Marks() {}

  static boolean resets(YamlNode node) {
    return node.isTagged(RESET);
  }

  /** Whether what was there before counts no longer. */
  static boolean replaces(YamlNode node) {
    return node.isTagged(OVERRIDE) || node.isTagged(RESET);
  }

  /** The value without what was reset, and without tags; the same one where it holds none. */
  static YamlNode settle(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return settle(mapping);
    }
    if (node instanceof YamlSequence sequence) {
      return settle(sequence);
    }
    return node.withTag("");
  }

  static YamlMapping settle(YamlMapping mapping) {
    YamlMapping.Builder changed = null;
    for (YamlMapping.Entry each : mapping.entries()) {
      YamlNode settled = settle(each.value());
      if (resets(each.value())) {
        changed = changed == null ? mapping.toBuilder() : changed;
        changed.remove(each.key());
      } else if (!settled.isSame(each.value())) {
        changed = changed == null ? mapping.toBuilder() : changed;
        changed.put(each.with(settled));
      }
    }
    return (changed == null ? mapping : changed.build()).withTag("");
  }

  private static YamlSequence settle(YamlSequence sequence) {
    var items = new ArrayList<YamlNode>(sequence.size());
    boolean same = true;
    for (YamlNode each : sequence) {
      YamlNode settled = settle(each);
      same &= settled.isSame(each);
      if (!resets(each)) {
        items.add(settled);
      }
    }
    return (same ? sequence : sequence.withItems(items)).withTag("");
  }
}
