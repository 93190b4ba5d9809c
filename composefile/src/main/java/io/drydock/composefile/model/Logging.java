package io.drydock.composefile.model;

import java.util.Optional;
import java.util.SequencedMap;

/** Where a container's output goes: a logging driver and what it is told. */
public record Logging(Optional<String> driver, SequencedMap<String, String> options) {
  public Logging {
    options = Copies.of(options);
  }
}
