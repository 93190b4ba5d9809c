package io.drydock.engine.network;

import io.drydock.container.Networking;
import io.drydock.engine.network.NetworkSandbox.Files;
import io.drydock.engine.network.dns.DnsService.Ports;
import io.drydock.engine.network.port.PortRequest;
import io.drydock.engine.network.port.Reservation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A running container's network: what is kept on disk of it, and what the engine holds for it in
 * memory. Guarded by its own monitor, but for the endpoints, which only change under the lock of
 * {@link Networks} too.
 */
final class SandboxState {
  /** Who goes first gives the default route: a way out, then the priority, then the name. */
  static final Comparator<Endpoint> BY_GATEWAY =
      Comparator.comparing((Endpoint each) -> !hasGateway(each))
          .thenComparingInt(each -> -each.settings().gatewayPriority())
          .thenComparing(Endpoint::networkName);

  private final String containerId;
  private final NetworkMode mode;
  private final Optional<Path> namespace;
  private final Files files;
  private final Identity identity;
  private final List<PortRequest> portRequests;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<PublishedPort> ports = new ArrayList<>();
  private final List<Reservation> reservations = new ArrayList<>();
  private String name;
  private Ports dnsPorts = Ports.ANY;

  /**
   * What a container is called and calls others, beside its name.
   *
   * @param networking of which only the parts about names count
   */
  record Identity(String hostname, String domainname, Networking networking) {
    String joinedName() {
      return domainname.isEmpty() ? hostname : hostname + "." + domainname;
    }
  }

  SandboxState(
      String containerId,
      String name,
      NetworkMode mode,
      Optional<Path> namespace,
      Files files,
      Identity identity,
      List<PortRequest> portRequests) {
    this.containerId = containerId;
    this.name = name;
    this.mode = mode;
    this.namespace = namespace;
    this.files = files;
    this.identity = identity;
    this.portRequests = List.copyOf(portRequests);
  }

  private static boolean hasGateway(Endpoint endpoint) {
    return endpoint.ipv4().filter(each -> !each.gateway().isEmpty()).isPresent()
        || endpoint.ipv6().filter(each -> !each.gateway().isEmpty()).isPresent();
  }

  String containerId() {
    return containerId;
  }

  String name() {
    return name;
  }

  void rename(String changed) {
    name = changed;
  }

  NetworkMode mode() {
    return mode;
  }

  Optional<Path> namespace() {
    return namespace;
  }

  Files files() {
    return files;
  }

  Identity identity() {
    return identity;
  }

  List<PortRequest> portRequests() {
    return portRequests;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  List<PublishedPort> ports() {
    return ports;
  }

  List<Reservation> reservations() {
    return reservations;
  }

  Ports dnsPorts() {
    return dnsPorts;
  }

  void dnsPorts(Ports changed) {
    dnsPorts = changed;
  }

  /** Endpoints with the one that gives the default route first. */
  List<Endpoint> byGateway() {
    return endpoints.stream().sorted(BY_GATEWAY).toList();
  }

  NetworkSandbox snapshot() {
    return new NetworkSandbox(containerId, mode, namespace, byGateway(), ports, files);
  }
}
