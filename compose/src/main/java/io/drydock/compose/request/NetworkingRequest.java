package io.drydock.compose.request;

import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Port;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceNetwork;
import io.drydock.composefile.model.ServiceNetworking;
import io.drydock.container.EndpointSettings;
import io.drydock.container.EndpointSettings.Address;
import io.drydock.container.Networking;
import io.drydock.container.Networking.PortBinding;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** The networks and ports of a service's container as the Engine API is asked for them. */
final class NetworkingRequest {
  private static final String INTERFACE_NAME = "com.docker.network.endpoint.ifname";

  private final Project project;
  private final Service service;
  private final String containerName;
  private final Surroundings surroundings;

  NetworkingRequest(
      Project project, Service service, String containerName, Surroundings surroundings) {
    this.project = project;
    this.service = service;
    this.containerName = containerName;
    this.surroundings = surroundings;
  }

  Networking networking() {
    ServiceNetworking asked = service.networking();
    var hosts = new ArrayList<String>();
    asked
        .extraHosts()
        .forEach((name, addresses) -> addresses.forEach(each -> hosts.add(name + ":" + each)));
    return new Networking(
        mode(),
        portBindings(),
        false,
        asked.dns(),
        asked.dnsOptions(),
        asked.dnsSearch(),
        hosts,
        List.of());
  }

  private String mode() {
    Optional<String> asked = service.networking().networkMode();
    if (asked.isPresent()) {
      return References.namespace(service, "network_mode", asked, surroundings);
    }
    SequencedMap<String, ServiceNetwork> networks = byPriority();
    return networks.isEmpty() ? "none" : network(networks.firstEntry().getKey()).name();
  }

  /** What is asked of each endpoint, by the network's name in the engine. */
  SequencedMap<String, EndpointSettings> endpoints() {
    var endpoints = new LinkedHashMap<String, EndpointSettings>();
    if (service.networking().networkMode().isPresent()) {
      return endpoints;
    }
    boolean first = true;
    for (Map.Entry<String, ServiceNetwork> each : byPriority().entrySet()) {
      endpoints.put(network(each.getKey()).name(), endpoint(each.getValue(), first));
      first = false;
    }
    return endpoints;
  }

  private SequencedMap<String, ServiceNetwork> byPriority() {
    var sorted = new ArrayList<>(service.networking().networks().entrySet());
    sorted.sort((a, b) -> {
      int order = Integer.compare(b.getValue().priority(), a.getValue().priority());
      return order != 0 ? order : a.getKey().compareTo(b.getKey());
    });
    var networks = new LinkedHashMap<String, ServiceNetwork>();
    sorted.forEach(each -> networks.put(each.getKey(), each.getValue()));
    return networks;
  }

  private Network network(String key) {
    Network network = project.networks().get(key);
    if (network == null) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "service \"%s\" refers to undefined network %s".formatted(service.name(), key))
          .at(service.location());
    }
    return network;
  }

  private EndpointSettings endpoint(ServiceNetwork network, boolean first) {
    var aliases = new LinkedHashSet<String>();
    aliases.add(containerName);
    aliases.add(service.name());
    aliases.addAll(network.aliases());
    var options = new LinkedHashMap<>(network.driverOptions());
    network.interfaceName().ifPresent(each -> options.put(INTERFACE_NAME, each));
    Optional<String> mac =
        network.macAddress().or(() -> first ? service.networking().macAddress() : Optional.empty());
    return new EndpointSettings(
        address(network),
        links(),
        List.copyOf(aliases),
        mac.orElse(""),
        options,
        network.gatewayPriority());
  }

  private static Optional<Address> address(ServiceNetwork network) {
    boolean chosen =
        network.ipv4Address().isPresent()
            || network.ipv6Address().isPresent()
            || !network.linkLocalIps().isEmpty();
    return chosen
        ? Optional.of(
            new Address(
                network.ipv4Address().orElse(""),
                network.ipv6Address().orElse(""),
                network.linkLocalIps()))
        : Optional.empty();
  }

  private List<String> links() {
    var links = new ArrayList<String>();
    for (String each : service.networking().links()) {
      String other = References.head(each);
      String alias = each.length() > other.length() ? each.substring(other.length() + 1) : other;
      for (Peer peer : surroundings.containers().getOrDefault(other, List.of())) {
        links.add(peer.name() + ":" + alias);
        links.add(peer.name() + ":" + other + "-" + peer.number());
        links.add(peer.name() + ":" + peer.name());
      }
    }
    for (String each : service.networking().externalLinks()) {
      links.add(each.indexOf(':') < 0 ? each + ":" + each : each);
    }
    return links;
  }

  private SequencedMap<String, List<PortBinding>> portBindings() {
    var bindings = new LinkedHashMap<String, List<PortBinding>>();
    for (Port each : service.networking().ports()) {
      bindings
          .computeIfAbsent(each.target() + "/" + each.protocol(), key -> new ArrayList<>())
          .add(new PortBinding(each.hostIp().orElse(""), each.published().orElse("")));
    }
    return bindings;
  }

  /** The ports that are published or exposed, ranges one by one. */
  SequencedSet<String> exposedPorts() {
    var ports = new LinkedHashSet<String>();
    for (String each : service.networking().expose()) {
      int slash = each.indexOf('/');
      String protocol = slash < 0 ? "tcp" : each.substring(slash + 1);
      String range = slash < 0 ? each : each.substring(0, slash);
      addRange(ports, range, protocol);
    }
    service.networking().ports().forEach(each -> ports.add(each.target() + "/" + each.protocol()));
    return ports;
  }

  private void addRange(SequencedSet<String> ports, String range, String protocol) {
    int dash = range.indexOf('-');
    try {
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      for (int port = first; port <= last; port++) {
        ports.add(port + "/" + protocol);
      }
    } catch (NumberFormatException e) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "service \"%s\": expose is no port: %s".formatted(service.name(), range),
              e)
          .at(service.location());
    }
  }
}
