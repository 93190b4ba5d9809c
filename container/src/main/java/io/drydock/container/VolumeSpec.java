package io.drydock.container;

import java.util.Collections;
import java.util.SequencedMap;

/**
 * What a volume is asked to be: the body of {@code POST /volumes/create}.
 *
 * @param name empty to have one made
 * @param driver empty for {@code local}
 */
public record VolumeSpec(
    String name,
    String driver,
    SequencedMap<String, String> driverOptions,
    SequencedMap<String, String> labels) {
  public VolumeSpec {
    driverOptions = Collections.unmodifiableSequencedMap(driverOptions);
    labels = Collections.unmodifiableSequencedMap(labels);
  }
}
