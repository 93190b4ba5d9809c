package io.drydock.engine.network;

import io.drydock.container.EndpointSettings;
import java.util.List;
import java.util.Optional;

/**
 * A running container's place in a network.
 *
 * @param id 64 hexadecimal digits
 * @param settings what was asked for
 * @param interfaceName in the container, as {@code eth0}
 * @param macAddress empty in the networks {@code host} and {@code none}
 * @param dnsNames by which others in the network find it
 */
public record Endpoint(
    String id,
    String networkId,
    String networkName,
    String containerId,
    String containerName,
    EndpointSettings settings,
    String interfaceName,
    String macAddress,
    Optional<Address> ipv4,
    Optional<Address> ipv6,
    List<String> dnsNames) {
  public Endpoint {
    dnsNames = List.copyOf(dnsNames);
  }

  /**
   * An address with its subnet's size and the way out.
   *
   * @param gateway empty when the network leads nowhere
   */
  public record Address(String address, int prefixLength, String gateway) {
    /** In CIDR form. */
    public String cidr() {
      return address + "/" + prefixLength;
    }
  }
}
