package io.drydock.compose.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a container's request depends on beside its service: what is in the engine by then.
 *
 * @param imageId of the image that it is made from; empty when that is unknown
 * @param containers of the services that it refers to, by service
 * @param anonymousVolumes names by path of those of the container whose place it takes
 * @param variables from providers and models, on top of the service's
 * @param apiSocket path of the engine's socket on its host
 */
public record Surroundings(
    String imageId,
    Map<String, List<Peer>> containers,
    SequencedMap<String, String> anonymousVolumes,
    SequencedMap<String, String> variables,
    String apiSocket) {
  public Surroundings {
    containers = Map.copyOf(containers);
    anonymousVolumes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(anonymousVolumes));
    variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
  }

  /** A container of another service. */
  public record Peer(String id, String name, int number) {}

  /** The first container of the service, by whose id namespaces are shared. */
  public Map<String, String> firstIds() {
    var ids = new LinkedHashMap<String, String>();
    containers.forEach((service, all) -> {
      if (!all.isEmpty()) {
        ids.put(service, all.getFirst().id());
      }
    });
    return ids;
  }
}
