package io.drydock.engine.network;

import io.drydock.container.EndpointSettings;
import io.drydock.container.NetworkSpec;
import io.drydock.container.NetworkSpec.Pool;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.AddressPool;
import io.drydock.engine.network.address.Subnet;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network and which of its addresses are taken. Guarded by the lock of {@link Networks}. */
final class NetworkState {
  private final String id;
  private final Instant created;
  private final NetworkSpec spec;
  private final List<Range> ranges = new ArrayList<>();

  /** Endpoints by the ids of their containers. */
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

  /** A subnet with its way out. */
  private record Range(AddressPool pool, Optional<InetAddress> gateway) {}

  NetworkState(String id, Instant created, NetworkSpec spec) {
    this.id = id;
    this.created = created;
    this.spec = spec;
    spec.ipam().pools().forEach(each -> ranges.add(range(each)));
  }

  private Range range(Pool pool) {
    Subnet subnet = Subnet.parse(pool.subnet());
    var addresses =
        new AddressPool(subnet, pool.range().isEmpty() ? subnet : Subnet.parse(pool.range()));
    Optional<InetAddress> gateway =
        Optional.of(pool.gateway()).filter(each -> !each.isEmpty()).map(Subnet::address);
    gateway.ifPresent(addresses::take);
    pool.auxiliary().values().forEach(each -> addresses.take(Subnet.address(each)));
    return new Range(addresses, gateway);
  }

  String id() {
    return id;
  }

  String name() {
    return spec.name();
  }

  NetworkSpec spec() {
    return spec;
  }

  BridgeOptions options() {
    return new BridgeOptions(spec.options());
  }

  Map<String, Endpoint> endpoints() {
    return endpoints;
  }

  List<Subnet> subnets() {
    return ranges.stream().map(each -> each.pool().subnet()).toList();
  }

  boolean hasFamily(boolean ipv6) {
    return subnets().stream().anyMatch(each -> each.ipv6() == ipv6);
  }

  /** The gateways with the sizes of their subnets. */
  List<Endpoint.Address> gateways() {
    return ranges.stream()
        .filter(each -> each.gateway().isPresent())
        .map(each -> {
          String text = Subnet.text(each.gateway().get());
          return new Endpoint.Address(text, each.pool().subnet().prefixLength(), text);
        })
        .toList();
  }

  Optional<String> gateway(boolean ipv6) {
    return gateways().stream()
        .map(Endpoint.Address::address)
        .filter(each -> each.contains(":") == ipv6)
        .findFirst();
  }

  /** Takes an address of one family for an endpoint: the one it asks for, or a free one. */
  Optional<Endpoint.Address> take(EndpointSettings settings, boolean ipv6) {
    List<Range> family =
        ranges.stream().filter(each -> each.pool().subnet().ipv6() == ipv6).toList();
    String wanted = settings.address().map(each -> ipv6 ? each.ipv6() : each.ipv4()).orElse("");
    if (!wanted.isEmpty()) {
      return Optional.of(takeCertain(family, Subnet.address(wanted)));
    }
    if (family.isEmpty()) {
      return Optional.empty();
    }
    for (Range each : family) {
      Optional<InetAddress> free = each.pool().take();
      if (free.isPresent()) {
        return Optional.of(address(each, free.get()));
      }
    }
    throw new DrydockException(
            ErrorKind.EXHAUSTED,
            "no available IPv"
                + (ipv6 ? 6 : 4)
                + " addresses on this network's address pools: "
                + name()
                + " ("
                + id
                + ")")
        .withHint(
            "Remove containers from the network, or make one with a larger --subnet or --ip-range.");
  }

  private Endpoint.Address takeCertain(List<Range> family, InetAddress wanted) {
    Range range =
        family.stream()
            .filter(each -> each.pool().subnet().contains(wanted))
            .findFirst()
            .orElseThrow(() ->
                new DrydockException(
                        ErrorKind.INVALID,
                        "invalid endpoint settings: no configured subnet contains IP address "
                            + Subnet.text(wanted))
                    .withHint("The network " + name() + " has " + subnets() + "."));
    if (!range.pool().take(wanted)) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "Address already in use")
          .withHint(Subnet.text(wanted) + " is taken in the network " + name() + ".");
    }
    return address(range, wanted);
  }

  private Endpoint.Address address(Range range, InetAddress address) {
    String gateway = spec.internal() ? "" : range.gateway().map(Subnet::text).orElse("");
    return new Endpoint.Address(
        Subnet.text(address), range.pool().subnet().prefixLength(), gateway);
  }

  /** Takes the addresses of an endpoint that an earlier engine gave it. */
  void takeAgain(Endpoint endpoint) {
    addresses(endpoint)
        .forEach(each ->
            ranges.stream()
                .filter(it -> it.pool().subnet().contains(each))
                .forEach(it -> it.pool().take(each)));
    endpoints.put(endpoint.containerId(), endpoint);
  }

  /** Gives back the addresses of an endpoint. */
  void release(Endpoint endpoint) {
    addresses(endpoint).forEach(this::release);
    endpoints.remove(endpoint.containerId());
  }

  void release(InetAddress address) {
    ranges.stream()
        .filter(each -> each.pool().subnet().contains(address))
        .forEach(each -> each.pool().release(address));
  }

  static List<InetAddress> addresses(Endpoint endpoint) {
    var list = new ArrayList<InetAddress>();
    endpoint.ipv4().ifPresent(each -> list.add(Subnet.address(each.address())));
    endpoint.ipv6().ifPresent(each -> list.add(Subnet.address(each.address())));
    return list;
  }

  Network snapshot() {
    return new Network(id, created, spec, List.copyOf(endpoints.values()));
  }
}
