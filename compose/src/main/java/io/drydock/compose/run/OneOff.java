package io.drydock.compose.run;

import io.drydock.container.Networking.PortBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A container that runs one command beside a service's own, as {@code run} asks for it. What is
 * absent is the service's.
 *
 * @param name empty to have one made
 * @param environment on top of the service's, each as {@code NAME=VALUE}, or {@code NAME} to remove
 *     it
 * @param volumes on top of the service's, each as {@code SOURCE:TARGET[:OPTIONS]}
 * @param servicePorts whether the service's ports are published
 * @param ports that are published besides, by the container's port as {@code 80/tcp}
 * @param useAliases whether other containers reach it by the service's name
 * @param stdin whether its standard input is open
 * @param remove whether the engine removes it when it has ended
 */
public record OneOff(
    String name,
    Optional<List<String>> command,
    Optional<List<String>> entrypoint,
    List<String> environment,
    Optional<String> user,
    Optional<String> workingDir,
    Map<String, String> labels,
    List<String> capAdd,
    List<String> capDrop,
    List<String> volumes,
    boolean servicePorts,
    SequencedMap<String, List<PortBinding>> ports,
    boolean useAliases,
    boolean tty,
    boolean stdin,
    boolean remove) {
  public OneOff {
    environment = List.copyOf(environment);
    labels = Map.copyOf(labels);
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    volumes = List.copyOf(volumes);
  }
}
