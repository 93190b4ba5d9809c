package io.drydock.engine.network;

import io.drydock.engine.network.PortAudit.Opening;
import io.drydock.engine.network.PortAudit.Reach;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.port.PortRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out what of the containers can be reached from where. */
final class Auditor {
  private final Registry registry;
  private final Sandboxes sandboxes;

  Auditor(Registry registry, Sandboxes sandboxes) {
    this.registry = registry;
    this.sandboxes = sandboxes;
  }

  PortAudit audit() {
    var openings = new ArrayList<Opening>();
    var warnings = new LinkedHashSet<String>();
    for (SandboxState sandbox : sandboxes.all()) {
      published(sandbox, openings, warnings);
      routed(sandbox, openings, warnings);
      shared(sandbox, warnings);
    }
    return new PortAudit(openings, List.copyOf(warnings));
  }

  private static List<String> networks(SandboxState sandbox) {
    return sandbox.endpoints().stream().map(Endpoint::networkName).toList();
  }

  private static void published(
      SandboxState sandbox, List<Opening> openings, Set<String> warnings) {
    for (PublishedPort port : sandbox.ports()) {
      Reach reach = reach(port);
      boolean six = port.hostIp().contains(":");
      String at = (six ? "[" + port.hostIp() + "]" : port.hostIp()) + ":" + port.hostPort();
      openings.add(
          new Opening(
              sandbox.containerId(),
              sandbox.name(),
              port.containerPort(),
              port.protocol(),
              reach,
              at,
              networks(sandbox)));
      if (reach == Reach.ALL_INTERFACES) {
        warnings.add(
            "%s: port %d leads to %s on all interfaces of this host, whatever its firewall says;"
                    .formatted(sandbox.name(), port.hostPort(), port.key())
                + " publish it as 127.0.0.1:%d:%d to keep it on this host"
                    .formatted(port.hostPort(), port.containerPort()));
      }
    }
  }

  private static Reach reach(PublishedPort port) {
    if (port.everywhere()) {
      return Reach.ALL_INTERFACES;
    }
    return Subnet.address(port.hostIp()).isLoopbackAddress() ? Reach.LOOPBACK : Reach.ONE_ADDRESS;
  }

  /** Ports that are open at a container's own address, for those who have a route there. */
  private void routed(SandboxState sandbox, List<Opening> openings, Set<String> warnings) {
    for (Endpoint endpoint : sandbox.endpoints()) {
      NetworkState network = registry.get(endpoint.networkId());
      if (network.spec().driver().endsWith("vlan")) {
        warnings.add(
            "%s: the network %s puts it beside this host; all its ports can be reached there"
                .formatted(sandbox.name(), network.name()));
      }
      for (PortRequest request : sandbox.portRequests()) {
        NetworkState.addresses(endpoint).stream()
            .filter(each ->
                !BridgeDriver.translates(
                    network.options().gatewayMode(each instanceof java.net.Inet6Address)))
            .forEach(each ->
                openings.add(
                    new Opening(
                        sandbox.containerId(),
                        sandbox.name(),
                        request.containerPort(),
                        request.protocol(),
                        Reach.ONE_ADDRESS,
                        Subnet.text(each) + ":" + request.containerPort(),
                        networks(sandbox))));
      }
    }
  }

  private static void shared(SandboxState sandbox, Set<String> warnings) {
    if (sandbox.mode().kind() == NetworkMode.Kind.HOST) {
      warnings.add(
          sandbox.name()
              + ": it shares this host's network; whatever it listens on is open as the host's own"
              + " ports are");
    }
  }
}
