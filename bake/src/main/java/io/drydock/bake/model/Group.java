package io.drydock.bake.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Targets and other groups under one name. */
public record Group(String name, Optional<String> description, List<String> targets) {
  public Group {
    targets = List.copyOf(new LinkedHashSet<>(targets));
  }

  static Group of(String name, List<String> targets) {
    return new Group(name, Optional.empty(), targets);
  }
}
