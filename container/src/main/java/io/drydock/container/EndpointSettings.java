package io.drydock.container;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What is asked of a container's endpoint in one network.
 *
 * @param address absent when the network chooses
 * @param links as {@code CONTAINER:ALIAS}
 * @param macAddress empty to have one made
 * @param gatewayPriority the endpoint with the highest gives the default route
 */
public record EndpointSettings(
    Optional<Address> address,
    List<String> links,
    List<String> aliases,
    String macAddress,
    SequencedMap<String, String> driverOptions,
    int gatewayPriority) {
  public static final EndpointSettings DEFAULT =
      new EndpointSettings(Optional.empty(), List.of(), List.of(), "", new LinkedHashMap<>(), 0);

  public EndpointSettings {
    links = List.copyOf(links);
    aliases = List.copyOf(aliases);
    driverOptions = Collections.unmodifiableSequencedMap(driverOptions);
  }

  /** Addresses that were chosen by the user: {@code IPAMConfig}; each may be empty. */
  public record Address(String ipv4, String ipv6, List<String> linkLocal) {
    public Address {
      linkLocal = List.copyOf(linkLocal);
    }
  }
}
