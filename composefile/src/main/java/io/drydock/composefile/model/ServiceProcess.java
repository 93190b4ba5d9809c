package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What runs in a service's containers, and what is written on them.
 *
 * @param command absent to take the image's, which an empty list clears
 * @param entrypoint absent to take the image's, which an empty list clears
 * @param environment with the variables of {@code env_file}; a variable without value is not set in
 *     Compose's own environment either, and removes that of the image
 * @param user as {@code NAME[:GROUP]} or {@code UID[:GID]}
 * @param groupAdd further groups of the user, names or numbers
 * @param init whether a small init process is put before the command; absent for the engine's usual
 * @param labels with those of {@code label_file}
 */
public record ServiceProcess(
    Optional<List<String>> command,
    Optional<List<String>> entrypoint,
    SequencedMap<String, Optional<String>> environment,
    List<EnvFile> envFiles,
    Optional<String> user,
    List<String> groupAdd,
    Optional<String> workingDir,
    boolean tty,
    boolean stdinOpen,
    Optional<Boolean> init,
    SequencedMap<String, String> labels,
    List<String> labelFiles,
    SequencedMap<String, String> annotations,
    Optional<HealthCheck> healthCheck,
    Optional<Logging> logging) {
  public ServiceProcess {
    command = command.map(List::copyOf);
    entrypoint = entrypoint.map(List::copyOf);
    environment = Copies.of(environment);
    envFiles = List.copyOf(envFiles);
    groupAdd = List.copyOf(groupAdd);
    labels = Copies.of(labels);
    labelFiles = List.copyOf(labelFiles);
    annotations = Copies.of(annotations);
  }
}
