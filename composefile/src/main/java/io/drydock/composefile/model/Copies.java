package io.drydock.composefile.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Copies that nobody can change, in the order of what they copy. */
final class Copies {
  private Copies() {}

  static <K, V> SequencedMap<K, V> of(SequencedMap<K, V> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }
}
