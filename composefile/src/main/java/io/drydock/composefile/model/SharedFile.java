package io.drydock.composefile.model;

import io.drydock.core.SourceLocation;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A secret or a config: content that services find as a file. One of file, environment and content
 * says where it comes from, unless it is external.
 *
 * @param key its name within the project
 * @param name its name in a cluster
 * @param file a path of the host
 * @param environment an environment variable of where Compose runs
 * @param content the text itself; of configs, and of what was read from the environment
 * @param external whether it is made elsewhere
 */
public record SharedFile(
    String key,
    Optional<String> name,
    Optional<String> file,
    Optional<String> environment,
    Optional<String> content,
    boolean external,
    SequencedMap<String, String> labels,
    Optional<String> driver,
    SequencedMap<String, String> driverOptions,
    Optional<String> templateDriver,
    SourceLocation location) {
  public SharedFile {
    labels = Copies.of(labels);
    driverOptions = Copies.of(driverOptions);
  }
}
