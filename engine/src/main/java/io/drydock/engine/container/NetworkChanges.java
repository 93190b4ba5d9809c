package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.Network;
import io.drydock.engine.network.NetworkMode;
import io.drydock.engine.network.Networks;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Puts containers into networks and takes them out, for the present run and those to come. */
final class NetworkChanges {
  private final Networks networks;

  NetworkChanges(Networks networks) {
    this.networks = networks;
  }

  void connect(String name, ManagedContainer container, EndpointSettings settings) {
    Network network = networks.get(name);
    ContainerSpec spec = container.definition().spec();
    NetworkMode mode = NetworkMode.of(spec.host().networking().networkMode());
    if (mode.kind() == NetworkMode.Kind.CONTAINER) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "container sharing network namespace with another container or host cannot be connected"
              + " to any other network");
    }
    if (key(spec, network).isPresent() || mode.name().equals(network.name())) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "endpoint with name %s already exists in network %s"
              .formatted(container.name(), network.name()));
    }
    if (container.isRunning()) {
      networks.connect(network.id(), container.id(), settings);
    }
    var changed = withMode(spec, mode);
    changed.put(network.name(), settings);
    save(container, changed);
  }

  void disconnect(String name, ManagedContainer container, boolean force) {
    Optional<Network> network = networks.find(name);
    ContainerSpec spec = container.definition().spec();
    NetworkMode mode = NetworkMode.of(spec.host().networking().networkMode());
    var changed = withMode(spec, mode);
    String key =
        network
            .flatMap(each -> key(spec, each))
            .or(() -> network.map(Network::name).filter(changed::containsKey))
            .or(() -> Optional.of(name).filter(changed::containsKey))
            .orElse("");
    if (key.isEmpty()) {
      String found = network.orElseGet(() -> networks.get(name)).name();
      throw new DrydockException(
          ErrorKind.FORBIDDEN,
          "container %s is not connected to network %s".formatted(container.id(), found));
    }
    if (container.isRunning()) {
      networks.disconnect(network.map(Network::id).orElse(name), container.id(), force);
    }
    changed.remove(key);
    save(container, changed);
  }

  /** The name or id under which a container asks for a network. */
  private static Optional<String> key(ContainerSpec spec, Network network) {
    return spec.networks().keySet().stream()
        .filter(each -> each.equals(network.name()) || each.equals(network.id()))
        .findFirst();
  }

  /** All networks by name, also that which only the network mode asks for. */
  private static SequencedMap<String, EndpointSettings> withMode(
      ContainerSpec spec, NetworkMode mode) {
    var all = new LinkedHashMap<String, EndpointSettings>();
    boolean named = spec.networks().isEmpty() || spec.networks().containsKey(mode.name());
    if (!named || spec.networks().isEmpty()) {
      all.put(mode.name(), EndpointSettings.DEFAULT);
    }
    all.putAll(spec.networks());
    return all;
  }

  private static void save(
      ManagedContainer container, SequencedMap<String, EndpointSettings> changed) {
    Definition definition = container.definition();
    ContainerSpec spec = definition.spec();
    container.update(definition.withSpec(new ContainerSpec(spec.settings(), spec.host(), changed)));
  }
}
