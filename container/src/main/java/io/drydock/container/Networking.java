package io.drydock.container;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a container is reached and reaches others.
 *
 * @param networkMode {@code default}, {@code bridge}, {@code host}, {@code none}, {@code
 *     container:NAME} or a network's name; empty means {@code default}
 * @param portBindings host addresses by the container's port, as {@code 80/tcp}
 * @param extraHosts as {@code NAME:ADDRESS}
 * @param links as {@code CONTAINER:ALIAS}
 */
public record Networking(
    String networkMode,
    SequencedMap<String, List<PortBinding>> portBindings,
    boolean publishAllPorts,
    List<String> dns,
    List<String> dnsOptions,
    List<String> dnsSearch,
    List<String> extraHosts,
    List<String> links) {
  public static final Networking DEFAULT =
      new Networking(
          "default",
          new LinkedHashMap<>(),
          false,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  public Networking {
    portBindings = Collections.unmodifiableSequencedMap(portBindings);
    dns = List.copyOf(dns);
    dnsOptions = List.copyOf(dnsOptions);
    dnsSearch = List.copyOf(dnsSearch);
    extraHosts = List.copyOf(extraHosts);
    links = List.copyOf(links);
  }

  /**
   * An address of the host that leads to a port of the container.
   *
   * @param hostIp empty for all addresses
   * @param hostPort a port, a range as {@code 8000-8010}, or empty for one that is free
   */
  public record PortBinding(String hostIp, String hostPort) {}
}
