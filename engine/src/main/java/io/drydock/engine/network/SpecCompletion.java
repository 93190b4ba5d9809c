package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.container.NetworkSpec.Ipam;
import io.drydock.container.NetworkSpec.Pool;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.address.Subnets;
import io.drydock.engine.network.address.Subnets.Block;
import io.drydock.engine.network.overlay.Peers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Fills in what the maker of a network left open, and refuses what contradicts itself. */
final class SpecCompletion {
  private final Drivers drivers;
  private final List<Block> pools;
  private final LongSupplier site;

  /**
   * The rules for one engine.
   *
   * @param site 40 bits of the host's own, for IPv6
   */
  SpecCompletion(Drivers drivers, NetworkOptions options, LongSupplier site) {
    this.drivers = drivers;
    this.pools =
        options.pools().stream()
            .map(each -> new Block(Subnet.parse(each.base()), each.size()))
            .toList();
    this.site = site;
  }

  /**
   * The whole of what a network is.
   *
   * @param inUse subnets that are taken by networks
   * @param routed subnets that the host has routes to, which are not chosen but may be asked for
   */
  NetworkSpec complete(NetworkSpec spec, Collection<Subnet> inUse, Collection<Subnet> routed) {
    checkName(spec.name());
    String driver = spec.driver().isEmpty() ? "bridge" : spec.driver();
    boolean four = spec.enableIpv4().orElse(true);
    boolean six = spec.enableIpv6().orElse(false);
    NetworkSpec named = with(spec, driver, scope(driver), spec.ipam(), four, six);
    if (spec.ingress()) {
      throw invalid("Ingress network can only be created in swarm mode");
    }
    if (named.configOnly() || driver.equals("host") || driver.equals("null")) {
      return named;
    }
    drivers.of(named).check(named);
    checkIpam(named);
    List<Pool> chosen = pools(named, inUse, routed);
    var ipam = new Ipam(ipamDriver(spec), spec.ipam().options(), chosen);
    return with(named, driver, scope(driver), ipam, four, six);
  }

  private static String scope(String driver) {
    return driver.equals(OverlayPort.DRIVER) ? "global" : "local";
  }

  private static String ipamDriver(NetworkSpec spec) {
    return spec.ipam().driver().isEmpty() ? "default" : spec.ipam().driver();
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw invalid("invalid name: name is empty");
    }
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
      throw invalid(
          "invalid name: \""
              + name
              + "\" contains characters other than [a-zA-Z0-9][a-zA-Z0-9_.-]");
    }
  }

  private static void checkIpam(NetworkSpec spec) {
    String driver = ipamDriver(spec);
    if (!driver.equals("default") && !driver.equals("null")) {
      throw invalid("unknown IPAM driver \"" + driver + "\"");
    }
    boolean four = spec.enableIpv4().orElse(true);
    boolean six = spec.enableIpv6().orElse(false);
    if (!four && !six) {
      throw invalid("IPv4 or IPv6 must be enabled");
    }
    for (Pool pool : spec.ipam().pools()) {
      if (!pool.subnet().isEmpty()) {
        checkPool(pool, four, six);
      }
    }
  }

  private static void checkPool(Pool pool, boolean four, boolean six) {
    Subnet subnet = Subnet.parse(pool.subnet());
    if (subnet.ipv6() ? !six : !four) {
      int version = subnet.ipv6() ? 6 : 4;
      throw invalid(
          "invalid network config: IPv"
              + version
              + " subnet "
              + subnet
              + ", but IPv"
              + version
              + " is not enabled");
    }
    if (!pool.range().isEmpty() && !subnet.contains(Subnet.parse(pool.range()))) {
      throw invalid(
          "invalid network config:\ninvalid ip-range "
              + pool.range()
              + ": parent subnet "
              + subnet
              + " doesn't contain ip-range");
    }
    if (!pool.gateway().isEmpty() && !subnet.contains(Subnet.address(pool.gateway()))) {
      throw invalid(
          "invalid network config:\ninvalid gateway "
              + pool.gateway()
              + ": parent subnet "
              + subnet
              + " doesn't contain this address");
    }
    pool.auxiliary()
        .values()
        .forEach(each -> {
          if (!subnet.contains(Subnet.address(each))) {
            throw invalid(
                "invalid network config:\ninvalid auxiliary address "
                    + each
                    + ": parent subnet "
                    + subnet
                    + " doesn't contain this address");
          }
        });
  }

  private List<Pool> pools(NetworkSpec spec, Collection<Subnet> inUse, Collection<Subnet> routed) {
    if (ipamDriver(spec).equals("null")) {
      return List.of();
    }
    var taken = new ArrayList<>(inUse);
    var result = new ArrayList<Pool>();
    Optional<Peers.Share> share =
        OverlayPort.isOverlay(spec) ? Optional.of(drivers.share(spec)) : Optional.empty();
    for (Pool pool : spec.ipam().pools()) {
      if (!pool.subnet().isEmpty()) {
        Subnet subnet = Subnets.checked(Subnet.parse(pool.subnet()), taken);
        taken.add(subnet);
        result.add(complete(spec, pool, subnet, share));
      }
    }
    Pool open =
        spec.ipam().pools().stream()
            .filter(each -> each.subnet().isEmpty())
            .findFirst()
            .orElse(new Pool("", "", "", new LinkedHashMap<>()));
    for (boolean six : new boolean[] {false, true}) {
      boolean enabled = six ? spec.enableIpv6().orElse(false) : spec.enableIpv4().orElse(true);
      boolean missing =
          result.stream().noneMatch(each -> Subnet.parse(each.subnet()).ipv6() == six);
      if (enabled && missing) {
        Subnet subnet = choose(spec, six, taken, routed);
        taken.add(subnet);
        Pool template = new Pool("", "", six ? "" : open.gateway(), new LinkedHashMap<>());
        result.add(complete(spec, template, subnet, share));
      }
    }
    return List.copyOf(result);
  }

  private Subnet choose(
      NetworkSpec spec, boolean six, List<Subnet> taken, Collection<Subnet> routed) {
    if (OverlayPort.isOverlay(spec)) {
      throw invalid("an overlay network needs a --subnet, the same on each of its hosts");
    }
    var avoided = new ArrayList<>(taken);
    avoided.addAll(routed);
    return six
        ? Subnets.choose(List.of(Subnets.uniqueLocal(site.getAsLong())), avoided)
        : Subnets.choose(pools, avoided);
  }

  private static Pool complete(
      NetworkSpec spec, Pool pool, Subnet subnet, Optional<Peers.Share> share) {
    String range = pool.range();
    if (share.isPresent()) {
      if (!pool.gateway().isEmpty() || !range.isEmpty()) {
        throw invalid(
            "an overlay network has a gateway and a range of addresses on each host;"
                + " they cannot be chosen");
      }
      range = share.get().of(subnet).toString();
    }
    boolean gatewayless =
        spec.internal() && !spec.driver().equals("bridge") && !OverlayPort.isOverlay(spec);
    String gateway =
        pool.gateway().isEmpty() && !gatewayless ? gateway(pool, subnet, range) : pool.gateway();
    return new Pool(subnet.toString(), range, gateway, pool.auxiliary());
  }

  /** The first usable address that is not set aside. */
  private static String gateway(Pool pool, Subnet subnet, String range) {
    Subnet from = range.isEmpty() ? subnet : Subnet.parse(range);
    List<BigInteger> aside =
        pool.auxiliary().values().stream()
            .map(each -> Subnet.number(Subnet.address(each)))
            .toList();
    BigInteger candidate = from.first();
    while (!subnet.usable(candidate) || aside.contains(candidate)) {
      candidate = candidate.add(BigInteger.ONE);
      if (!from.contains(candidate)) {
        throw invalid("the subnet " + subnet + " has no address left for a gateway");
      }
    }
    return Subnet.text(subnet.address(candidate));
  }

  private static NetworkSpec with(
      NetworkSpec spec, String driver, String scope, Ipam ipam, boolean four, boolean six) {
    return new NetworkSpec(
        spec.name(),
        driver,
        scope,
        spec.internal(),
        spec.attachable(),
        spec.ingress(),
        Optional.of(four),
        Optional.of(six),
        ipam,
        spec.options(),
        spec.labels(),
        spec.configOnly(),
        spec.configFrom());
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
