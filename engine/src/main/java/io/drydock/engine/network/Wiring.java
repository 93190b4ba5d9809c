package io.drydock.engine.network;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.Subnet;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.RouteSocket.LinkAddress;
import io.drydock.linux.network.Sysctl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Endpoints as interfaces, addresses and routes in containers' namespaces. */
final class Wiring {
  private static final String SYSCTLS = "com.docker.network.endpoint.sysctls";
  private static final String INTERFACE_PLACEHOLDER = "IFNAME";

  private final Drivers drivers;

  Wiring(Drivers drivers) {
    this.drivers = drivers;
  }

  /** Puts endpoints into a namespace and gives it its default routes. */
  void attach(Path namespace, List<Attachment> attachments, List<Endpoint> all) {
    try (NetworkNamespace inside = NetworkNamespace.open(namespace);
        RouteSocket routes = inside.routes()) {
      for (Attachment each : attachments) {
        attach(inside, routes, each);
      }
      route(routes, all);
    }
  }

  /** An endpoint and its network. */
  record Attachment(NetworkState network, Endpoint endpoint) {}

  private void attach(NetworkNamespace inside, RouteSocket routes, Attachment attachment) {
    Endpoint endpoint = attachment.endpoint();
    drivers.of(attachment.network().spec()).attach(attachment.network(), endpoint, inside);
    int link = routes.get(endpoint.interfaceName()).index();
    Sysctl.set(inside, variables(endpoint).toArray(Sysctl[]::new));
    endpoint.ipv4().ifPresent(each -> add(routes, link, each));
    endpoint.ipv6().ifPresent(each -> add(routes, link, each));
    linkLocal(endpoint).forEach(each -> add(routes, link, each));
    routes.up(link);
  }

  private static void add(RouteSocket routes, int link, Endpoint.Address address) {
    routes.addAddress(
        new LinkAddress(link, Subnet.address(address.address()), address.prefixLength()));
  }

  private static List<Endpoint.Address> linkLocal(Endpoint endpoint) {
    return endpoint.settings().address().stream()
        .flatMap(each -> each.linkLocal().stream())
        .map(each -> new Endpoint.Address(each, each.contains(":") ? 64 : 16, ""))
        .toList();
  }

  /** What the user sets, after the engine's own: no IPv6 where the network has none. */
  private static List<Sysctl> variables(Endpoint endpoint) {
    String link = endpoint.interfaceName();
    var variables = new ArrayList<Sysctl>();
    variables.add(
        new Sysctl(
            "net/ipv6/conf/" + link + "/disable_ipv6", endpoint.ipv6().isPresent() ? "0" : "1"));
    variables.add(new Sysctl("net/ipv6/conf/" + link + "/accept_dad", "0"));
    String chosen = endpoint.settings().driverOptions().getOrDefault(SYSCTLS, "");
    for (String each : chosen.isEmpty() ? new String[0] : chosen.split(",")) {
      variables.add(variable(each, link));
    }
    return variables;
  }

  private static Sysctl variable(String text, String link) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    boolean allowed =
        name.startsWith("net.")
            && !name.contains("/")
            && !name.contains("..")
            && name.contains("." + INTERFACE_PLACEHOLDER + ".");
    if (equals < 0 || !allowed) {
      throw new DrydockException(
          ErrorKind.INVALID, "unable to parse endpoint sysctl \"" + text + "\"");
    }
    String path = name.replace('.', '/').replace(INTERFACE_PLACEHOLDER, link);
    return new Sysctl(path, text.substring(equals + 1));
  }

  /** Gives a namespace its default routes anew, when its endpoints have changed. */
  void route(Path namespace, List<Endpoint> all) {
    try (NetworkNamespace inside = NetworkNamespace.open(namespace);
        RouteSocket routes = inside.routes()) {
      routes.deleteDefaultRoutes();
      route(routes, all);
    }
  }

  /** The first endpoint with a gateway gives the default route of each family. */
  private void route(RouteSocket routes, List<Endpoint> all) {
    List<Endpoint> ordered = all.stream().sorted(SandboxState.BY_GATEWAY).toList();
    for (boolean six : new boolean[] {false, true}) {
      for (Endpoint endpoint : ordered) {
        Optional<String> gateway =
            (six ? endpoint.ipv6() : endpoint.ipv4())
                .map(Endpoint.Address::gateway)
                .filter(each -> !each.isEmpty());
        if (gateway.isPresent()) {
          int link = routes.get(endpoint.interfaceName()).index();
          if (drivers.routesWithoutGateway(endpoint.networkId())) {
            routes.setDefaultRoute(link, six);
          } else {
            routes.setDefaultRoute(link, Subnet.address(gateway.get()));
          }
          break;
        }
      }
    }
  }

  /** Takes an endpoint out of a namespace, which may be gone. */
  void detach(NetworkState network, Endpoint endpoint, Path namespace) {
    drivers.of(network.spec()).detach(network, endpoint);
    if (NetworkNamespace.mountedOn(namespace)) {
      try (NetworkNamespace inside = NetworkNamespace.open(namespace);
          RouteSocket routes = inside.routes()) {
        routes.delete(endpoint.interfaceName());
      }
    }
  }
}
