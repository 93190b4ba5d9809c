package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a service is connected to one network.
 *
 * @param priority networks of a higher one are connected first
 * @param gatewayPriority the network with the highest one has the default gateway
 * @param interfaceName of the interface in the container
 */
public record ServiceNetwork(
    List<String> aliases,
    Optional<String> interfaceName,
    Optional<String> ipv4Address,
    Optional<String> ipv6Address,
    List<String> linkLocalIps,
    Optional<String> macAddress,
    SequencedMap<String, String> driverOptions,
    int priority,
    int gatewayPriority) {
  public ServiceNetwork {
    aliases = List.copyOf(aliases);
    linkLocalIps = List.copyOf(linkLocalIps);
    driverOptions = Copies.of(driverOptions);
  }
}
