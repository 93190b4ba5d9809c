package io.drydock.composefile.merge;

import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document and the rules that hold from there on.
 *
 * @param above the place of the mapping that holds this one; null at the root
 * @param rules null where no more rules follow
 */
record Place<R>(@Nullable Place<R> above, String key, @Nullable PathRules<R> rules) {
  static <R> Place<R> root(PathRules<R> rules) {
    return new Place<>(null, "", rules);
  }

  /** The place under the keys, from the root. */
  static <R> Place<R> of(PathRules<R> rules, String... keys) {
    Place<R> place = root(rules);
    for (String key : keys) {
      place = place.under(key);
    }
    return place;
  }

  Place<R> under(String next) {
    return new Place<>(this, next, rules == null ? null : rules.under(next).orElse(null));
  }

  Optional<R> rule() {
    return rules == null ? Optional.empty() : rules.rule();
  }

  /** Whether rules may hold here or below. */
  boolean hasRules() {
    return rules != null;
  }

  YamlPath path() {
    var keys = new ArrayDeque<String>();
    for (Place<R> each = this; each.above != null; each = each.above) {
      keys.addFirst(each.key);
    }
    return new YamlPath(List.copyOf(keys));
  }

  /** The error that the two values of two files do not fit together. */
  DrydockException conflict(YamlNode base, YamlNode override) {
    return new DrydockException(
        ErrorKind.INVALID,
        "cannot override %s: it is %s here, but %s at %s"
            .formatted(path(), Kinds.of(override), Kinds.of(base), base.location()),
        override.location(),
        "write both in the same form, or put !override before the value to replace what is there",
        null);
  }
}
