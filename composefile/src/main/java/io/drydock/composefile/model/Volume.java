package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A named volume that services mount.
 *
 * @param key its name within the project
 * @param name its name in the engine
 * @param external whether it is made elsewhere
 */
public record Volume(
    String key,
    String name,
    Optional<String> driver,
    SequencedMap<String, String> driverOptions,
    boolean external,
    SequencedMap<String, String> labels,
    SourceLocation location) {
  public Volume {
    driverOptions = Copies.of(driverOptions);
    labels = Copies.of(labels);
  }
}
