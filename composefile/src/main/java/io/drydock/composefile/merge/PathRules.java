package io.drydock.composefile.merge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds at places of a document: rules by patterns of keys, in which {@code *} stands for any
 * one key. A walk through a document steps through the rules beside it.
 */
final class PathRules<R> {
  private final Map<String, PathRules<R>> byKey = new HashMap<>();
  private @Nullable PathRules<R> forAnyKey;
  private @Nullable R rule;

  /** The same rules and one more, for the keys with dots between them. */
  PathRules<R> add(String pattern, R added) {
    PathRules<R> place = this;
    for (String key : pattern.split("\\.")) {
      place = key.equals("*") ? place.anyKey() : place.byKey.computeIfAbsent(key, k -> empty());
    }
    place.rule = added;
    return this;
  }

  static <R> PathRules<R> empty() {
    return new PathRules<>();
  }

  private PathRules<R> anyKey() {
    if (forAnyKey == null) {
      forAnyKey = empty();
    }
    return forAnyKey;
  }

  /** The rules for what stands under the key; one that is named goes before any key. */
  Optional<PathRules<R>> under(String key) {
    PathRules<R> named = byKey.get(key);
    return Optional.ofNullable(named != null ? named : forAnyKey);
  }

  /** The rule for this very place. */
  Optional<R> rule() {
    return Optional.ofNullable(rule);
  }
}
