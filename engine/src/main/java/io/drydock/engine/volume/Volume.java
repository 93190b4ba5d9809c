package io.drydock.engine.volume;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.SequencedMap;

/**
 * A named directory that outlives containers.
 *
 * @param driver always {@code local}
 * @param options of the driver: {@code type}, {@code o}, {@code device}
 * @param mountpoint where its files are, as soon as it is mounted
 */
public record Volume(
    String name,
    String driver,
    SequencedMap<String, String> options,
    SequencedMap<String, String> labels,
    Instant created,
    Path mountpoint) {
  /** The label of volumes that nobody named; its value is empty. */
  public static final String ANONYMOUS_LABEL = "com.docker.volume.anonymous";

  /** The only driver. */
  public static final String LOCAL = "local";

  public Volume {
    options = Collections.unmodifiableSequencedMap(options);
    labels = Collections.unmodifiableSequencedMap(labels);
  }

  /** Where it is known; {@code local} means this engine. */
  public String scope() {
    return LOCAL;
  }

  public boolean isAnonymous() {
    return labels.containsKey(ANONYMOUS_LABEL);
  }
}
