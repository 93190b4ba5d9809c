package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.container.NetworkSpec.Ipam;
import io.drydock.container.NetworkSpec.Pool;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.Subnet;
import io.drydock.engine.network.nft.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The networks that exist. Its monitor guards them and their addresses; what takes long on the host
 * is done under another one, which lets only one network be made or removed at a time.
 */
final class Registry {
  private static final Set<String> ONLY_ONE = Set.of("host", "null");

  private final Host host;
  private final Drivers drivers;
  private final StateFiles files;
  private final SpecCompletion completion;
  private final Map<String, NetworkState> networks = new LinkedHashMap<>();
  private final Object making = new Object();

  Registry(Host host, Drivers drivers, StateFiles files) {
    this.host = host;
    this.drivers = drivers;
    this.files = files;
    this.completion = new SpecCompletion(drivers, host.options(), () -> files.site(Ids::site));
    files.networks().forEach(this::add);
  }

  private synchronized void add(NetworkState network) {
    drivers.learn(network);
    networks.put(network.id(), network);
  }

  /** Makes sure that the predefined networks are there, and all of them on the host. */
  void open() {
    predefine("bridge", "bridge", bridgeOptions());
    predefine("host", "host", new LinkedHashMap<>());
    predefine("none", "null", new LinkedHashMap<>());
    for (NetworkState each : all()) {
      if (!each.spec().configOnly()) {
        drivers.of(each.spec()).up(each);
      }
    }
  }

  private SequencedMap<String, String> bridgeOptions() {
    var options = new LinkedHashMap<String, String>();
    options.put(BridgeOptions.DEFAULT_BRIDGE, "true");
    options.put(BridgeOptions.INTERNAL_TRAFFIC, "true");
    options.put(BridgeOptions.MASQUERADE, "true");
    options.put(BridgeOptions.HOST_BINDING, "0.0.0.0");
    options.put(BridgeOptions.NAME, host.options().defaultBridge());
    options.put(BridgeOptions.MTU, "1500");
    return options;
  }

  private void predefine(String name, String driver, SequencedMap<String, String> options) {
    if (all().stream().anyMatch(each -> each.name().equals(name))) {
      return;
    }
    var spec =
        new NetworkSpec(
            name,
            driver,
            "",
            false,
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            new Ipam("", new LinkedHashMap<>(), List.<Pool>of()),
            options,
            new LinkedHashMap<>(),
            false,
            "");
    register(spec);
  }

  private NetworkState register(NetworkSpec spec) {
    List<Subnet> inUse = all().stream().flatMap(each -> each.subnets().stream()).toList();
    NetworkSpec whole = completion.complete(spec, inUse, routed());
    refuseSameBridge(whole);
    var network = new NetworkState(Ids.create(), Instant.now(), whole);
    files.write(network);
    add(network);
    return network;
  }

  private void refuseSameBridge(NetworkSpec spec) {
    String bridge = new BridgeOptions(spec.options()).name();
    for (NetworkState each : all()) {
      if (!bridge.isEmpty() && each.options().name().equals(bridge)) {
        throw new DrydockException(
            ErrorKind.FORBIDDEN,
            "cannot create network %s (%s): conflicts with network %s: networks have same bridge name"
                .formatted(spec.name(), bridge, each.name()));
      }
    }
  }

  /** What the host has routes to. A default route leads to all that is left, and does not count. */
  private List<Subnet> routed() {
    var found = new ArrayList<Subnet>();
    host.routes()
        .routes()
        .forEach(each ->
            each.destination().ifPresent(it -> found.add(Subnet.of(it, each.prefixLength()))));
    return found;
  }

  /** Makes a network. */
  NetworkState create(NetworkSpec spec) {
    synchronized (making) {
      refusePredefined(spec);
      if (all().stream().anyMatch(each -> each.name().equals(spec.name()))) {
        throw new DrydockException(
            ErrorKind.CONFLICT, "network with name " + spec.name() + " already exists");
      }
      NetworkState network = register(configured(spec));
      if (!spec.configOnly()) {
        bringUp(network);
      }
      return network;
    }
  }

  private void bringUp(NetworkState network) {
    try {
      Driver driver = drivers.of(network.spec());
      driver.up(network);
      host.firewall().change(driver.elements(network), List.of());
    } catch (RuntimeException e) {
      forget(network);
      drivers.of(network.spec()).down(network);
      throw e;
    }
  }

  private static void refusePredefined(NetworkSpec spec) {
    if (NetworkMode.predefined(spec.name()) || spec.name().equals("default")) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "operation is not permitted on predefined " + spec.name() + " network");
    }
    if (ONLY_ONE.contains(spec.driver())) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN, "only one instance of \"" + spec.driver() + "\" network is allowed");
    }
  }

  /** The spec with what the network that it takes its configuration from has. */
  private NetworkSpec configured(NetworkSpec spec) {
    if (spec.configFrom().isEmpty()) {
      return spec;
    }
    NetworkSpec from = get(spec.configFrom()).spec();
    if (!from.configOnly()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "configuration network \"" + spec.configFrom() + "\" is not a configuration network");
    }
    if (!spec.ipam().pools().isEmpty() || !spec.options().isEmpty()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "user specified configurations are not supported if the network depends on a"
              + " configuration network");
    }
    return new NetworkSpec(
        spec.name(),
        spec.driver(),
        spec.scope(),
        spec.internal(),
        spec.attachable(),
        spec.ingress(),
        from.enableIpv4(),
        from.enableIpv6(),
        from.ipam(),
        from.options(),
        spec.labels(),
        false,
        spec.configFrom());
  }

  /** Removes a network without endpoints. */
  NetworkState remove(NetworkState network) {
    synchronized (making) {
      if (NetworkMode.predefined(network.name())) {
        throw new DrydockException(
            ErrorKind.FORBIDDEN,
            network.name() + " is a pre-defined network and cannot be removed");
      }
      synchronized (this) {
        refuseUsed(network);
        networks.remove(network.id());
      }
      takeDown(network);
      return network;
    }
  }

  private void refuseUsed(NetworkState network) {
    String used =
        network.endpoints().values().stream()
            .map(each ->
                "name:\"%s\" id:\"%s\"".formatted(each.containerName(), Ids.shorten(each.id())))
            .collect(Collectors.joining(", "));
    if (!used.isEmpty()) {
      throw new DrydockException(
              ErrorKind.FORBIDDEN,
              "error while removing network: network "
                  + network.name()
                  + " has active endpoints ("
                  + used
                  + ")")
          .withHint("Stop these containers, or take them out with \"network disconnect\".");
    }
    Optional<NetworkState> dependent =
        networks.values().stream()
            .filter(each -> each.spec().configFrom().equals(network.name()))
            .findFirst();
    if (dependent.isPresent()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "configuration network \""
              + network.name()
              + "\" is in use by "
              + dependent.get().name());
    }
  }

  private void takeDown(NetworkState network) {
    if (!network.spec().configOnly()) {
      Driver driver = drivers.of(network.spec());
      host.firewall().change(List.of(), driver.elements(network));
      driver.down(network);
    }
    files.deleteNetwork(network.id());
  }

  private synchronized void forget(NetworkState network) {
    networks.remove(network.id());
    files.deleteNetwork(network.id());
  }

  synchronized List<NetworkState> all() {
    return List.copyOf(networks.values());
  }

  NetworkState get(String idOrName) {
    return find(idOrName)
        .orElseThrow(
            () -> new DrydockException(ErrorKind.NOT_FOUND, "network " + idOrName + " not found"));
  }

  /** By the whole id, the name, or the beginning of an id, in this order. */
  synchronized Optional<NetworkState> find(String idOrName) {
    NetworkState exact = networks.get(idOrName);
    if (exact != null) {
      return Optional.of(exact);
    }
    Optional<NetworkState> named =
        networks.values().stream().filter(each -> each.name().equals(idOrName)).findFirst();
    if (named.isPresent() || idOrName.isEmpty()) {
      return named;
    }
    List<NetworkState> begun =
        networks.values().stream().filter(each -> each.id().startsWith(idOrName)).toList();
    if (begun.size() > 1) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "network %s is ambiguous (%d matches found based on ID prefix)"
              .formatted(idOrName, begun.size()));
    }
    return begun.stream().findFirst();
  }

  /** What all networks add to the firewall. */
  List<Element> elements() {
    return all().stream()
        .filter(each -> !each.spec().configOnly())
        .flatMap(each -> drivers.of(each.spec()).elements(each).stream())
        .distinct()
        .toList();
  }

  synchronized Network snapshot(NetworkState network) {
    return network.snapshot();
  }
}
