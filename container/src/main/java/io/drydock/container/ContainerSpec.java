package io.drydock.container;

import java.util.Collections;
import java.util.SequencedMap;

/**
 * What a container is asked to be: the body of {@code POST /containers/create}.
 *
 * @param networks what is asked of the container's endpoint in each network, by the network's name
 *     or id, in the order given
 */
public record ContainerSpec(
    ContainerSettings settings, HostConfig host, SequencedMap<String, EndpointSettings> networks) {
  public ContainerSpec {
    networks = Collections.unmodifiableSequencedMap(networks);
  }

  public ContainerSpec withSettings(ContainerSettings changed) {
    return new ContainerSpec(changed, host, networks);
  }

  public ContainerSpec withHost(HostConfig changed) {
    return new ContainerSpec(settings, changed, networks);
  }
}
