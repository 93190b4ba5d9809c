package io.drydock.bake.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The value of one of a target's attributes. */
public sealed interface Setting {
  record Text(String value) implements Setting {}

  record Flag(boolean value) implements Setting {}

  record Texts(List<String> values) implements Setting {
    public Texts {
      values = List.copyOf(values);
    }
  }

  /** Texts by name, sorted; an empty one stands for null and takes no other's place. */
  record Named(Map<String, Optional<String>> values) implements Setting {
    public Named {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
  }

  record Entries(List<Entry> values) implements Setting {
    public Entries {
      values = List.copyOf(values);
    }
  }
}
