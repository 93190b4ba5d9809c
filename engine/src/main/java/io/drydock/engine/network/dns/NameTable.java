package io.drydock.engine.network.dns;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who is found under which name in which network. Safe for use by many threads. */
public final class NameTable {
  private final Map<String, Zone> zones = new HashMap<>();
  private int turn;

  /** One network: its endpoints by their ids. */
  private record Zone(String name, Map<String, Entry> entries) {}

  /**
   * What an endpoint is found by.
   *
   * @param names the first is the one that its addresses lead back to
   */
  public record Entry(List<String> names, List<InetAddress> addresses) {
    public Entry {
      names = names.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
      addresses = List.copyOf(addresses);
    }
  }

  /** Enters an endpoint, or changes what it is found by. */
  public synchronized void enter(
      String networkId, String networkName, String endpointId, Entry entry) {
    zones
        .computeIfAbsent(networkId, _ -> new Zone(networkName, new LinkedHashMap<>()))
        .entries()
        .put(endpointId, entry);
  }

  /** Removes an endpoint. */
  public synchronized void remove(String networkId, String endpointId) {
    Zone zone = zones.get(networkId);
    if (zone != null) {
      zone.entries().remove(endpointId);
      if (zone.entries().isEmpty()) {
        zones.remove(networkId);
      }
    }
  }

  /**
   * The addresses of all that have a name in one of the networks, in another order each time.
   *
   * @param name in lower case; may have a dot and a network's name at its end
   * @return empty when nobody has the name, an empty list when nobody has it with that family
   */
  synchronized Optional<List<InetAddress>> addresses(
      Collection<String> networkIds, String name, boolean ipv6) {
    Optional<List<InetAddress>> plain = search(networkIds, name, "", ipv6);
    int dot = name.lastIndexOf('.');
    return plain.isPresent() || dot < 0
        ? plain
        : search(networkIds, name.substring(0, dot), name.substring(dot + 1), ipv6);
  }

  private Optional<List<InetAddress>> search(
      Collection<String> networkIds, String name, String network, boolean ipv6) {
    for (String id : networkIds) {
      Zone zone = zones.get(id);
      if (zone == null || !(network.isEmpty() || zone.name().equalsIgnoreCase(network))) {
        continue;
      }
      List<Entry> found =
          zone.entries().values().stream().filter(each -> each.names().contains(name)).toList();
      if (!found.isEmpty()) {
        return Optional.of(inTurn(found, ipv6));
      }
    }
    return Optional.empty();
  }

  private List<InetAddress> inTurn(List<Entry> found, boolean ipv6) {
    var addresses = new ArrayList<InetAddress>();
    for (Entry entry : found) {
      entry.addresses().stream()
          .filter(each -> each instanceof Inet6Address == ipv6)
          .forEach(addresses::add);
    }
    if (addresses.size() > 1) {
      Collections.rotate(addresses, turn++);
    }
    return addresses;
  }

  /** The name that an address leads back to, with its network's after a dot. */
  synchronized Optional<String> name(Collection<String> networkIds, InetAddress address) {
    for (String id : networkIds) {
      Zone zone = zones.get(id);
      if (zone == null) {
        continue;
      }
      for (Entry entry : zone.entries().values()) {
        if (entry.addresses().contains(address) && !entry.names().isEmpty()) {
          return Optional.of(entry.names().getFirst() + "." + zone.name());
        }
      }
    }
    return Optional.empty();
  }
}
