package io.drydock.engine.network;

import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.NetworkMode.Kind;
import io.drydock.engine.network.address.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Which endpoints a container gets, and what each of them is called. */
final class EndpointPlan {
  private static final String INTERFACE_NAME = "com.docker.network.endpoint.ifname";
  private static final int LONGEST_INTERFACE_NAME = 15;

  private final Registry registry;

  EndpointPlan(Registry registry) {
    this.registry = registry;
  }

  /**
   * The networks that a container is to be in: that of its mode first, unless endpoints are asked
   * for in others only.
   */
  SequencedMap<NetworkState, EndpointSettings> networks(NetworkMode mode, ContainerSpec spec) {
    var wanted = new LinkedHashMap<NetworkState, EndpointSettings>();
    if (mode.kind() == Kind.CONTAINER) {
      return wanted;
    }
    NetworkState first = registry.get(mode.name());
    boolean named =
        spec.networks().keySet().stream()
            .anyMatch(each -> each.equals("default") || registry.get(each) == first);
    if (named || spec.networks().isEmpty()) {
      wanted.put(first, EndpointSettings.DEFAULT);
    }
    spec.networks()
        .forEach((name, settings) -> {
          boolean isDefault = name.equals("default");
          wanted.put(isDefault ? first : registry.get(name), settings);
        });
    withHardwareAddress(wanted, spec);
    wanted.forEach((network, settings) -> check(mode, network, settings));
    return wanted;
  }

  /** Adds what older clients ask for beside the endpoints. */
  private static void withHardwareAddress(
      SequencedMap<NetworkState, EndpointSettings> wanted, ContainerSpec spec) {
    String mac = spec.settings().macAddress();
    EndpointSettings asked = wanted.firstEntry().getValue();
    if (asked.macAddress().isEmpty() && !mac.isEmpty()) {
      wanted.put(
          wanted.firstEntry().getKey(),
          new EndpointSettings(
              asked.address(),
              asked.links(),
              asked.aliases(),
              mac,
              asked.driverOptions(),
              asked.gatewayPriority()));
    }
  }

  private static void check(NetworkMode mode, NetworkState network, EndpointSettings settings) {
    boolean shared = network.name().equals("host") || network.name().equals("none");
    if (shared && mode.kind() != Kind.HOST && mode.kind() != Kind.NONE) {
      throw invalid("cannot connect container to " + network.name() + " network");
    }
    if (!shared && (mode.kind() == Kind.HOST || mode.kind() == Kind.NONE)) {
      throw invalid(
          "container cannot be connected to multiple networks with one of the networks in"
              + (mode.kind() == Kind.HOST ? " host mode" : " private (none) mode"));
    }
    check(network, settings);
  }

  /** Refuses what an endpoint cannot have in a network. */
  static void check(NetworkState network, EndpointSettings settings) {
    if (network.spec().configOnly()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN, "cannot attach to a configuration-only network: " + network.name());
    }
    boolean address =
        settings.address().filter(each -> !(each.ipv4() + each.ipv6()).isEmpty()).isPresent();
    if (NetworkMode.predefined(network.name())) {
      if (address) {
        throw invalid("user specified IP address is supported on user defined networks only");
      }
      if (!settings.aliases().isEmpty()) {
        throw invalid("network-scoped aliases are only supported for user-defined networks");
      }
    }
    if (!settings.macAddress().isEmpty()) {
      try {
        io.drydock.linux.network.Link.parseMac(settings.macAddress());
      } catch (IllegalArgumentException e) {
        throw invalid("invalid MAC address: " + settings.macAddress());
      }
    }
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }

  /** Gives an endpoint its addresses. The caller holds the monitor of the {@link Registry}. */
  static Endpoint take(SandboxState sandbox, NetworkState network, EndpointSettings settings) {
    if (network.endpoints().containsKey(sandbox.containerId())) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "endpoint with name " + sandbox.name() + " already exists in network " + network.name());
    }
    Optional<Endpoint.Address> four = network.take(settings, false);
    Optional<Endpoint.Address> six;
    try {
      six = network.take(settings, true);
    } catch (DrydockException e) {
      four.ifPresent(each -> network.release(Subnet.address(each.address())));
      throw e;
    }
    var endpoint =
        new Endpoint(
            Ids.create(),
            network.id(),
            network.name(),
            sandbox.containerId(),
            sandbox.name(),
            settings,
            interfaceName(sandbox, network, settings),
            macAddress(network, settings, four),
            four,
            six,
            dnsNames(sandbox, network, settings));
    network.endpoints().put(sandbox.containerId(), endpoint);
    sandbox.endpoints().add(endpoint);
    return endpoint;
  }

  private static String macAddress(
      NetworkState network, EndpointSettings settings, Optional<Endpoint.Address> four) {
    if (isPlain(network) || network.spec().driver().equals("ipvlan")) {
      return "";
    }
    return settings.macAddress().isEmpty()
        ? Ids.macAddress(
            four.map(each -> Subnet.address(each.address()).getAddress()).orElse(new byte[0]))
        : settings.macAddress().toLowerCase(java.util.Locale.ROOT);
  }

  static boolean isPlain(NetworkState network) {
    return network.spec().driver().equals("host") || network.spec().driver().equals("null");
  }

  private static String interfaceName(
      SandboxState sandbox, NetworkState network, EndpointSettings settings) {
    if (isPlain(network)) {
      return "";
    }
    String chosen = settings.driverOptions().getOrDefault(INTERFACE_NAME, "");
    List<String> taken = sandbox.endpoints().stream().map(Endpoint::interfaceName).toList();
    if (!chosen.isEmpty()) {
      if (taken.contains(chosen)
          || chosen.length() > LONGEST_INTERFACE_NAME
          || !chosen.matches("[A-Za-z0-9_.-]+")) {
        throw invalid("invalid or taken interface name \"" + chosen + "\"");
      }
      return chosen;
    }
    int number = 0;
    while (taken.contains(network.options().interfacePrefix() + number)) {
      number++;
    }
    return network.options().interfacePrefix() + number;
  }

  /** None in the network {@code bridge}, where containers have no names. */
  static List<String> dnsNames(
      SandboxState sandbox, NetworkState network, EndpointSettings settings) {
    if (NetworkMode.predefined(network.name())) {
      return List.of();
    }
    var names = new LinkedHashSet<String>();
    names.add(sandbox.name());
    names.addAll(settings.aliases());
    names.add(Ids.shorten(sandbox.containerId()));
    names.add(sandbox.identity().hostname());
    names.remove("");
    return List.copyOf(names);
  }

  /** Names that a container alone knows, and the containers that they mean. */
  static Map<String, String> links(SandboxState sandbox) {
    var links = new LinkedHashMap<String, String>();
    var texts = new ArrayList<>(sandbox.identity().networking().links());
    sandbox.endpoints().forEach(each -> texts.addAll(each.settings().links()));
    for (String text : texts) {
      int colon = text.lastIndexOf(':');
      String target =
          text.substring(text.startsWith("/") ? 1 : 0, colon < 0 ? text.length() : colon);
      String alias = text.substring(text.lastIndexOf('/') + 1);
      links.put(colon < 0 ? target : alias.substring(alias.indexOf(':') + 1), target);
    }
    return links;
  }
}
