package io.drydock.engine.network;

import io.drydock.engine.network.dns.DnsService;
import io.drydock.engine.network.dns.NameTable;
import io.drydock.engine.network.nft.Firewall;
import io.drydock.engine.network.port.HostPorts;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.Sysctl;

/** The host's side of networks: its namespace and what the engine does there. */
final class Host implements AutoCloseable {
  private final NetworkOptions options;
  private final NetworkNamespace namespace;
  private final RouteSocket routes;
  private final Firewall firewall;
  private final HostPorts ports;
  private final NameTable names = new NameTable();
  private final DnsService dns;

  Host(NetworkOptions options) {
    this.options = options;
    this.namespace =
        options.host().map(NetworkNamespace::open).orElseGet(NetworkNamespace::current);
    this.routes = namespace.routes();
    this.firewall = new Firewall(options.table(), namespace);
    this.ports = new HostPorts(namespace);
    this.dns = new DnsService(namespace, names);
  }

  NetworkOptions options() {
    return options;
  }

  NetworkNamespace namespace() {
    return namespace;
  }

  RouteSocket routes() {
    return routes;
  }

  Firewall firewall() {
    return firewall;
  }

  HostPorts ports() {
    return ports;
  }

  NameTable names() {
    return names;
  }

  DnsService dns() {
    return dns;
  }

  /** Name of an interface on the host: its sort and the beginning of an id. */
  String interfaceName(char sort, String id) {
    return options.prefix() + sort + id.substring(0, 11);
  }

  /** Whether an interface is one that {@link #interfaceName} made. */
  boolean isOurs(String interfaceName, char sort) {
    return interfaceName.matches(options.prefix() + sort + "[0-9a-f]{11}");
  }

  /** Sets kernel variables of the host, each as its path below {@code /proc/sys} and its value. */
  void set(Sysctl... variables) {
    Sysctl.set(namespace, variables);
  }

  /** A kernel variable of the host, or empty where this kernel has none of that name. */
  String get(String path) {
    return namespace.call(() -> Sysctl.read(path));
  }

  @Override
  public void close() {
    dns.close();
    ports.close();
    routes.close();
    namespace.close();
  }
}
