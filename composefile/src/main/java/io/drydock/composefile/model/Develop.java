package io.drydock.composefile.model;

import java.util.List;

/** How a service follows the files that it is made of. */
public record Develop(List<WatchRule> watch) {
  public Develop {
    watch = List.copyOf(watch);
  }
}
