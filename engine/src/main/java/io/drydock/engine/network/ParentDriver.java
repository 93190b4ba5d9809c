package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.nft.Element;
import io.drydock.linux.network.Link;
import io.drydock.linux.network.LinkKind;
import io.drydock.linux.network.NetworkNamespace;
import io.drydock.linux.network.RouteSocket;
import io.drydock.linux.network.RouteSocket.NewLink;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.LinuxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drivers {@code macvlan} and {@code ipvlan}: containers are on the network of an interface of
 * the host, beside the host. A parent {@code NAME.NUMBER} is made as a VLAN of the interface NAME;
 * without a parent, or in an internal network, containers only reach each other.
 */
final class ParentDriver implements Driver {
  private static final String PARENT = "parent";
  private static final Set<String> MACVLAN_MODES = Set.of("bridge", "private", "vepa", "passthru");
  private static final Set<String> IPVLAN_MODES = Set.of("l2", "l3", "l3s");
  private static final Set<String> IPVLAN_FLAGS = Set.of("bridge", "private", "vepa");
  private static final int HIGHEST_VLAN = 4094;

  private final Host host;
  private final boolean macvlan;

  ParentDriver(Host host, boolean macvlan) {
    this.host = host;
    this.macvlan = macvlan;
  }

  /** A parent that is a VLAN of another interface. */
  private record Vlan(String parent, int number) {
    static Optional<Vlan> of(String name) {
      int dot = name.lastIndexOf('.');
      if (dot <= 0) {
        return Optional.empty();
      }
      try {
        int number = Integer.parseInt(name.substring(dot + 1));
        return number > 0 && number <= HIGHEST_VLAN
            ? Optional.of(new Vlan(name.substring(0, dot), number))
            : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  private static String option(NetworkSpec spec, String key, String otherwise) {
    String text = spec.options().getOrDefault(key, "");
    return text.isEmpty() ? otherwise : text;
  }

  private static String mode(NetworkSpec spec, boolean macvlan) {
    return macvlan ? option(spec, "macvlan_mode", "bridge") : option(spec, "ipvlan_mode", "l2");
  }

  @Override
  public void check(NetworkSpec spec) {
    String mode = mode(spec, macvlan);
    String flag = option(spec, "ipvlan_flag", "bridge");
    if (!(macvlan ? MACVLAN_MODES : IPVLAN_MODES).contains(mode)) {
      throw invalid("requested " + spec.driver() + " mode '" + mode + "' is not valid");
    }
    if (!macvlan && !IPVLAN_FLAGS.contains(flag)) {
      throw invalid("requested ipvlan flag '" + flag + "' is not valid");
    }
    String parent = option(spec, PARENT, "");
    if (parent.equals("lo")) {
      throw invalid("loopback interface is not a valid " + spec.driver() + " parent link");
    }
    boolean there = parent.isEmpty() || host.routes().find(parent).isPresent();
    if (!there && Vlan.of(parent).isEmpty()) {
      throw invalid("invalid subinterface vlan name " + parent + ", example formatting is eth0.10");
    }
    if (!there && host.routes().find(Vlan.of(parent).get().parent()).isEmpty()) {
      throw invalid("the requested parent interface " + parent + " was not found on the host");
    }
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }

  private String parent(NetworkState network) {
    String chosen = option(network.spec(), PARENT, "");
    return chosen.isEmpty() || network.spec().internal()
        ? host.interfaceName('p', network.id())
        : chosen;
  }

  @Override
  public void up(NetworkState network) {
    RouteSocket routes = host.routes();
    String name = parent(network);
    if (routes.find(name).isEmpty()) {
      boolean own = name.equals(host.interfaceName('p', network.id()));
      if (own) {
        // A bridge without ports leads nowhere; every kernel that runs containers has it.
        routes.add(NewLink.named(name), new LinkKind.Bridge());
      } else {
        Vlan vlan = Vlan.of(name).orElseThrow();
        int below = routes.get(vlan.parent()).index();
        routes.add(new NewLink(name, "", 0, below), new LinkKind.Vlan(below, vlan.number()));
      }
    }
    routes.up(routes.get(name).index());
  }

  @Override
  public void down(NetworkState network) {
    host.routes().delete(host.interfaceName('p', network.id()));
    // A VLAN that was made for this network may be used by others by now; it costs nothing.
  }

  @Override
  public List<Element> elements(NetworkState network) {
    return List.of();
  }

  @Override
  public void attach(NetworkState network, Endpoint endpoint, NetworkNamespace inside) {
    Link parent = host.routes().get(parent(network));
    NetworkSpec spec = network.spec();
    LinkKind kind =
        macvlan
            ? new LinkKind.Macvlan(parent.index(), mode(spec, true))
            : new LinkKind.Ipvlan(
                parent.index(), mode(spec, false), option(spec, "ipvlan_flag", "bridge"));
    var link =
        new NewLink(
            endpoint.interfaceName(),
            macvlan ? endpoint.macAddress() : "",
            network.options().mtu(),
            parent.index());
    try {
      host.routes().add(link, kind, inside);
    } catch (LinuxException e) {
      throw e.is(Errno.EOPNOTSUPP) ? unknown(kind, e) : e;
    }
  }

  private static DrydockException unknown(LinkKind kind, LinuxException cause) {
    return new DrydockException(
            ErrorKind.UNSUPPORTED, "this kernel has no " + kind.label() + " interfaces", cause)
        .withHint("Load the module " + kind.label() + ", or use another network driver.");
  }

  @Override
  public void detach(NetworkState network, Endpoint endpoint) {
    // The interface is the container's and goes with its namespace, or was deleted in it.
  }

  @Override
  public boolean publishes() {
    return false;
  }
}
