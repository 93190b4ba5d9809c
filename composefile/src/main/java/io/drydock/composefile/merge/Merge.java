package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.ArrayList;

/**
 * Lays one document over another by the merging rules of the <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/13-merge.md">Compose
 * Specification</a>: mappings are merged, lists appended, other values replaced, and some places
 * have {@linkplain MergeRule rules of their own}. A value that is left empty changes nothing.
 */
public final class Merge {
  private Merge() {}

  /**
   * The document that a file gives together with those before it. What it resets is gone.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID when a mapping or list of the one is
   *     another kind of value in the other
   */
  public static YamlMapping files(YamlMapping base, YamlMapping override) {
    YamlNode merged = values(Place.root(MergeRule.BY_PATH), base, override);
    return Marks.settle((YamlMapping) merged);
  }

  /**
   * A service laid over the one that it extends. Its tags stay, as they hold for the files before
   * it too.
   */
  public static YamlMapping service(YamlMapping base, YamlMapping service) {
    return (YamlMapping) values(Place.of(MergeRule.BY_PATH, "services", "*"), base, service);
  }

  /** What a file says of a resource laid over the one that it includes. Its tags stay. */
  static YamlNode resource(String section, String name, YamlNode included, YamlNode own) {
    return values(Place.of(MergeRule.BY_PATH, section, name), included, own);
  }

  /** The merged value of a place that both documents hold. */
  static YamlNode values(Place<MergeRule> place, YamlNode base, YamlNode override) {
    if (Marks.replaces(override)) {
      return override;
    }
    MergeRule rule = place.rule().orElse(null);
    if (rule != null && rule.appliesTo(base, override)) {
      return rule.merge(place, base, override);
    }
    if (override.isNull()) {
      return base;
    }
    if (base instanceof YamlMapping mapping && override instanceof YamlMapping other) {
      return mappings(place, mapping, other);
    }
    if (base instanceof YamlSequence sequence && override instanceof YamlSequence other) {
      return append(sequence, other);
    }
    if (base instanceof YamlScalar) {
      return override;
    }
    throw place.conflict(base, override);
  }

  static YamlMapping mappings(Place<MergeRule> place, YamlMapping base, YamlMapping override) {
    YamlMapping.Builder merged = base.toBuilder();
    for (YamlMapping.Entry each : override.entries()) {
      YamlMapping.Entry present = merged.get(each.key()).orElse(null);
      merged.put(
          present == null
              ? each
              : present.with(values(place.under(each.key()), present.value(), each.value())));
    }
    return merged.build();
  }

  static YamlSequence append(YamlSequence base, YamlSequence override) {
    var items = new ArrayList<YamlNode>(base.size() + override.size());
    items.addAll(base.items());
    items.addAll(override.items());
    return base.withItems(items);
  }
}
