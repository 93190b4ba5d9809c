package io.drydock.engine.network;

import io.drydock.container.Networking;
import io.drydock.engine.network.EtcFiles.Surroundings;
import io.drydock.engine.network.NetworkMode.Kind;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.dns.Client;
import io.drydock.engine.network.dns.Client.Resolver;
import io.drydock.engine.network.dns.DnsService.Ports;
import io.drydock.engine.network.dns.NameTable;
import io.drydock.engine.network.nft.Nft;
import io.drydock.linux.network.NetworkNamespace;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How containers find each other by name: the engine's name server, and files where it is not. */
final class Naming {
  private final Host host;
  private final Registry registry;
  private final Map<String, SandboxState> sandboxes;
  private final EtcFiles etc;

  Naming(Host host, Registry registry, Map<String, SandboxState> sandboxes) {
    this.host = host;
    this.registry = registry;
    this.sandboxes = sandboxes;
    this.etc = new EtcFiles(host.options());
  }

  /**
   * Whether a container asks the engine for names. In the network {@code bridge} it asks the host's
   * resolvers, unless they can only be asked from the host itself.
   */
  boolean asksEngine(SandboxState sandbox) {
    return switch (sandbox.mode().kind()) {
      case HOST, NONE, CONTAINER -> false;
      case USER -> true;
      case DEFAULT ->
          sandbox.endpoints().stream().anyMatch(each -> !each.dnsNames().isEmpty())
              || (sandbox.identity().networking().dns().isEmpty()
                  && etc.ofHost().reachable().isEmpty()
                  && !etc.ofHost().servers().isEmpty());
    };
  }

  /** Writes a container's files. */
  void write(SandboxState sandbox) {
    etc.write(sandbox, new Surroundings(hostGateways(), links(sandbox), asksEngine(sandbox)));
  }

  private List<String> hostGateways() {
    NetworkState bridge = registry.get("bridge");
    var gateways = new ArrayList<String>();
    bridge.gateway(false).ifPresent(gateways::add);
    bridge.gateway(true).ifPresent(gateways::add);
    return gateways;
  }

  /** Lines for containers that one in the network {@code bridge} is linked with. */
  private List<String> links(SandboxState sandbox) {
    var lines = new ArrayList<String>();
    if (sandbox.mode().kind() != Kind.DEFAULT) {
      return lines;
    }
    EndpointPlan.links(sandbox)
        .forEach((alias, target) -> {
          for (SandboxState other : sandboxes.values()) {
            if (other.name().equals(target) || other.containerId().startsWith(target)) {
              for (InetAddress address : Sandboxes.addresses(other)) {
                lines.add(Subnet.text(address) + "\t" + names(alias, other));
              }
            }
          }
        });
    return lines;
  }

  private static String names(String alias, SandboxState other) {
    String id = Ids.shorten(other.containerId());
    return alias.equals(other.name()) ? alias + " " + id : alias + " " + id + " " + other.name();
  }

  /** Rewrites the files of those that are linked with a container that has come. */
  void refreshLinks(SandboxState arrived) {
    for (SandboxState each : sandboxes.values()) {
      if (each != arrived
          && each.mode().kind() == Kind.DEFAULT
          && !each.identity().networking().links().isEmpty()) {
        synchronized (each) {
          write(each);
        }
      }
    }
  }

  /** Begins to answer a container's questions, where it asks any. */
  void begin(SandboxState sandbox) {
    if (!asksEngine(sandbox)) {
      return;
    }
    Path namespace = sandbox.namespace().orElseThrow();
    Ports before = sandbox.dnsPorts();
    Ports ports = host.dns().attach(sandbox.containerId(), namespace, client(sandbox), before);
    sandbox.dnsPorts(ports);
    if (!ports.equals(before)) {
      try (NetworkNamespace inside = NetworkNamespace.open(namespace)) {
        Nft.run(inside, rules(ports));
      }
    }
  }

  /** Leads what a container asks at 127.0.0.11:53 to the ports of the name server's sockets. */
  private static String rules(Ports ports) {
    return """
    add table ip drydock-names
    delete table ip drydock-names
    add table ip drydock-names
    add chain ip drydock-names output { type nat hook output priority -100; policy accept; }
    add rule ip drydock-names output ip daddr 127.0.0.11 udp dport 53 dnat to 127.0.0.11:%d
    add rule ip drydock-names output ip daddr 127.0.0.11 tcp dport 53 dnat to 127.0.0.11:%d
    """
        .formatted(ports.udp(), ports.tcp());
  }

  /** Tells others of a container. */
  void enter(SandboxState sandbox) {
    for (Endpoint each : sandbox.endpoints()) {
      if (!each.dnsNames().isEmpty()) {
        var entry = new NameTable.Entry(each.dnsNames(), NetworkState.addresses(each));
        host.names().enter(each.networkId(), each.networkName(), each.id(), entry);
      }
    }
  }

  private Client client(SandboxState sandbox) {
    List<String> networks =
        sandbox.byGateway().stream()
            .filter(each -> !each.dnsNames().isEmpty())
            .map(Endpoint::networkId)
            .toList();
    return new Client(networks, EndpointPlan.links(sandbox), resolvers(sandbox));
  }

  /**
   * Those that the user chose are asked from the container's namespace, as if it asked itself. The
   * host's are asked from the host; so a container that may not reach the world gets none of them.
   */
  private List<Resolver> resolvers(SandboxState sandbox) {
    Networking asked = sandbox.identity().networking();
    if (!asked.dns().isEmpty()) {
      return asked.dns().stream().map(each -> new Resolver(Subnet.address(each), true)).toList();
    }
    boolean confined =
        sandbox.endpoints().stream()
            .allMatch(each -> registry.get(each.networkId()).spec().internal());
    return confined
        ? List.of()
        : etc.ofHost().servers().stream().map(each -> new Resolver(each, false)).toList();
  }

  /** Follows a change of a container's name or networks. */
  void change(SandboxState sandbox) {
    write(sandbox);
    enter(sandbox);
    if (asksEngine(sandbox) && sandbox.dnsPorts().equals(Ports.ANY)) {
      begin(sandbox);
    } else {
      host.dns().update(sandbox.containerId(), client(sandbox));
    }
  }

  /** Tells nobody of an endpoint any more. */
  void leave(Endpoint endpoint) {
    host.names().remove(endpoint.networkId(), endpoint.id());
  }

  /** Ends to answer a container. */
  void end(SandboxState sandbox) {
    host.dns().detach(sandbox.containerId());
  }
}
