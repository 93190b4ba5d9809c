package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.BridgeOptions.GatewayMode;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.nft.Element;
import io.drydock.engine.network.nft.Element.Holder;
import io.drydock.linux.network.Link;
import io.drydock.linux.network.LinkKind;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.RouteSocket.LinkAddress;
import io.drydock.linux.network.RouteSocket.NewLink;
import io.drydock.linux.network.Sysctl;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Networks that are a bridge on the host, with a pair of links from it into each container. Those
 * of the driver {@code overlay} have one more port, which leads to other hosts.
 */
final class BridgeDriver implements Driver {
  private static final int LONGEST_INTERFACE_NAME = 15;

  private final Host host;
  private final OverlayPort overlay;

  BridgeDriver(Host host) {
    this.host = host;
    this.overlay = new OverlayPort(host);
  }

  @Override
  public void check(NetworkSpec spec) {
    var options = new BridgeOptions(spec.options());
    options.check();
    if (options.name().length() > LONGEST_INTERFACE_NAME || options.name().contains("/")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid value for option " + BridgeOptions.NAME + ": \"" + options.name() + "\"");
    }
    if (OverlayPort.isOverlay(spec)) {
      overlay.check(spec);
    }
  }

  /** The bridge's interface on the host. */
  String bridge(NetworkState network) {
    String chosen = network.options().name();
    return chosen.isEmpty() ? host.interfaceName('b', network.id()) : chosen;
  }

  @Override
  public void up(NetworkState network) {
    RouteSocket routes = host.routes();
    String name = bridge(network);
    int mtu = mtu(network);
    if (routes.find(name).isEmpty()) {
      // Without an address of its own, a bridge has that of some port, and changes it with them.
      String mac = Ids.macAddress(HexFormat.of().parseHex(network.id(), 0, 8));
      routes.add(new NewLink(name, mac, mtu, 0), new LinkKind.Bridge());
    }
    Link bridge = routes.get(name);
    if (!bridge.kind().equals("bridge")) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "the interface " + name + " of this host is no bridge");
    }
    routes.up(bridge.index());
    set(network, name);
    for (Endpoint.Address each : network.gateways()) {
      if (hostHas(network, each)) {
        routes.addAddress(
            new LinkAddress(bridge.index(), Subnet.address(each.address()), each.prefixLength()));
      }
    }
    if (OverlayPort.isOverlay(network.spec())) {
      overlay.up(network, bridge, mtu);
    }
  }

  private static boolean hostHas(NetworkState network, Endpoint.Address gateway) {
    boolean six = gateway.address().contains(":");
    BridgeOptions options = network.options();
    return options.gatewayMode(six) != GatewayMode.ISOLATED
        && (six || !options.withoutIpv4Address());
  }

  /** Lets the host forward packets, and published ports of loopback reach containers. */
  private void set(NetworkState network, String bridge) {
    var variables = new ArrayList<Sysctl>();
    variables.add(new Sysctl("net/ipv4/conf/" + bridge + "/route_localnet", "1"));
    variables.add(new Sysctl("net/ipv4/ip_forward", "1"));
    boolean six = network.hasFamily(true);
    variables.add(new Sysctl("net/ipv6/conf/" + bridge + "/disable_ipv6", six ? "0" : "1"));
    if (six) {
      keepRouterAdvertisements();
      variables.add(new Sysctl("net/ipv6/conf/" + bridge + "/accept_ra", "0"));
      // Nobody else has these addresses, and until that were found out, no packet would pass.
      variables.add(new Sysctl("net/ipv6/conf/" + bridge + "/accept_dad", "0"));
      variables.add(new Sysctl("net/ipv6/conf/all/forwarding", "1"));
    }
    host.set(variables.toArray(Sysctl[]::new));
  }

  /**
   * A host that forwards IPv6 stops to listen to routers, and so loses its own default route,
   * unless told otherwise for each interface.
   */
  private void keepRouterAdvertisements() {
    if (host.get("net/ipv6/conf/all/forwarding").equals("1")) {
      return;
    }
    for (Link each : host.routes().links()) {
      String variable = "net/ipv6/conf/" + each.name() + "/accept_ra";
      if (each.kind().isEmpty() && host.get(variable).equals("1")) {
        host.set(new Sysctl(variable, "2"));
      }
    }
  }

  @Override
  public void down(NetworkState network) {
    if (OverlayPort.isOverlay(network.spec())) {
      overlay.down(network);
    }
    host.routes().delete(bridge(network));
  }

  @Override
  public List<Element> elements(NetworkState network) {
    String quoted = "\"" + bridge(network) + "\"";
    BridgeOptions options = network.options();
    var elements = new ArrayList<Element>();
    elements.add(new Element(Holder.BRIDGES, quoted));
    for (Subnet each : network.subnets()) {
      Holder holder = each.ipv6() ? Holder.SUBNETS6 : Holder.SUBNETS4;
      elements.add(new Element(holder, each.toString()));
    }
    if (options.internalTraffic()) {
      elements.add(new Element(Holder.INNER, quoted + " . " + quoted));
    }
    if (network.spec().internal()) {
      elements.add(new Element(Holder.INTERNAL, quoted));
      return elements;
    }
    for (boolean six : new boolean[] {false, true}) {
      if (options.gatewayMode(six) == GatewayMode.NAT_UNPROTECTED) {
        elements.add(new Element(six ? Holder.UNPROTECTED6 : Holder.UNPROTECTED4, quoted));
      }
    }
    network.subnets().stream()
        .filter(each -> translates(options.gatewayMode(each.ipv6())))
        .forEach(each -> hiding(options, each).ifPresent(elements::add));
    return elements;
  }

  static boolean translates(GatewayMode mode) {
    return mode == GatewayMode.NAT || mode == GatewayMode.NAT_UNPROTECTED;
  }

  private static java.util.Optional<Element> hiding(BridgeOptions options, Subnet subnet) {
    boolean six = subnet.ipv6();
    String source = options.sourceAddress(six);
    if (!source.isEmpty()) {
      Holder holder = six ? Holder.SOURCE6 : Holder.SOURCE4;
      return java.util.Optional.of(new Element(holder, subnet + " : " + source));
    }
    return options.masquerade()
        ? java.util.Optional.of(
            new Element(six ? Holder.MASQUERADE6 : Holder.MASQUERADE4, subnet.toString()))
        : java.util.Optional.empty();
  }

  @Override
  public void attach(NetworkState network, Endpoint endpoint, NetworkNamespace inside) {
    RouteSocket routes = host.routes();
    Link bridge = routes.get(bridge(network));
    String outer = host.interfaceName('v', endpoint.id());
    int mtu = mtu(network);
    routes.addPair(
        new NewLink(outer, "", mtu, 0),
        bridge.index(),
        new NewLink(endpoint.interfaceName(), endpoint.macAddress(), mtu, 0),
        inside);
    // With br_netfilter, what a container sends to its own published port turns round here.
    routes.setPort(routes.get(outer).index(), true, !network.options().internalTraffic());
    if (OverlayPort.isOverlay(network.spec())) {
      overlay.refresh(network);
    }
  }

  @Override
  public void detach(NetworkState network, Endpoint endpoint) {
    host.routes().delete(host.interfaceName('v', endpoint.id()));
  }

  private int mtu(NetworkState network) {
    int chosen = network.options().mtu();
    return chosen == 0 && OverlayPort.isOverlay(network.spec()) ? overlay.mtu(network) : chosen;
  }

  @Override
  public boolean publishes() {
    return true;
  }
}
