package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a service's containers are reached and reach others.
 *
 * @param networkMode {@code host}, {@code none}, {@code bridge}, {@code service:NAME}, {@code
 *     container:NAME}; excludes networks
 * @param networks by the name of the network within the project
 * @param expose ports as {@code 80} or {@code 80/udp}
 * @param extraHosts addresses by host name
 * @param links as {@code SERVICE} or {@code SERVICE:ALIAS}
 * @param externalLinks as {@code CONTAINER} or {@code CONTAINER:ALIAS}
 */
public record ServiceNetworking(
    Optional<String> networkMode,
    SequencedMap<String, ServiceNetwork> networks,
    List<Port> ports,
    List<String> expose,
    Optional<String> hostname,
    Optional<String> domainname,
    Optional<String> macAddress,
    List<String> dns,
    List<String> dnsOptions,
    List<String> dnsSearch,
    SequencedMap<String, List<String>> extraHosts,
    List<String> links,
    List<String> externalLinks) {
  public ServiceNetworking {
    networks = Copies.of(networks);
    ports = List.copyOf(ports);
    expose = List.copyOf(expose);
    dns = List.copyOf(dns);
    dnsOptions = List.copyOf(dnsOptions);
    dnsSearch = List.copyOf(dnsSearch);
    extraHosts = Copies.of(extraHosts);
    links = List.copyOf(links);
    externalLinks = List.copyOf(externalLinks);
  }
}
