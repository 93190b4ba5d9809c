package io.drydock.engine.volume;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options after the last colon of {@code --volume}: {@code ro}, {@code z}, {@code rslave} and
 * so on, at most one of each kind.
 */
record MountMode(List<String> words) {
  private enum Kind {
    ACCESS,
    LABEL,
    PROPAGATION,
    COPY,
    CONSISTENCY
  }

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("rw", Kind.ACCESS),
          Map.entry("ro", Kind.ACCESS),
          Map.entry("z", Kind.LABEL),
          Map.entry("Z", Kind.LABEL),
          Map.entry("private", Kind.PROPAGATION),
          Map.entry("rprivate", Kind.PROPAGATION),
          Map.entry("slave", Kind.PROPAGATION),
          Map.entry("rslave", Kind.PROPAGATION),
          Map.entry("shared", Kind.PROPAGATION),
          Map.entry("rshared", Kind.PROPAGATION),
          Map.entry("nocopy", Kind.COPY),
          Map.entry("consistent", Kind.CONSISTENCY),
          Map.entry("cached", Kind.CONSISTENCY),
          Map.entry("delegated", Kind.CONSISTENCY),
          Map.entry("default", Kind.CONSISTENCY));

  /** The options that a text stands for, empty when it is none. */
  static Optional<MountMode> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new MountMode(List.of()));
    }
    List<String> words = List.of(text.split(",", -1));
    Set<Kind> seen = new HashSet<>();
    for (String word : words) {
      Kind kind = KINDS.get(word);
      if (kind == null || !seen.add(kind)) {
        return Optional.empty();
      }
    }
    return Optional.of(new MountMode(words));
  }

  static boolean isPropagation(String word) {
    return KINDS.get(word) == Kind.PROPAGATION;
  }

  boolean isReadOnly() {
    return words.contains("ro");
  }

  boolean isNoCopy() {
    return words.contains("nocopy");
  }

  /** Empty where none is given. */
  String propagation() {
    return words.stream().filter(MountMode::isPropagation).findFirst().orElse("");
  }
}
