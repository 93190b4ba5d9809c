package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A command at a point of a container's life.
 *
 * @param image for steps before the start, which run in a container of their own; absent for the
 *     service's
 * @param environment a variable without value is taken from where Compose runs
 * @param perReplica whether a step before the start runs once for each container
 */
public record Hook(
    List<String> command,
    Optional<String> image,
    Optional<String> user,
    boolean privileged,
    Optional<String> workingDir,
    SequencedMap<String, Optional<String>> environment,
    boolean perReplica) {
  public Hook {
    command = List.copyOf(command);
    environment = Copies.of(environment);
  }
}
