package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.overlay.Peers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The drivers by the names that networks know them by. */
final class Drivers {
  private final BridgeDriver bridge;
  private final ParentDriver macvlan;
  private final ParentDriver ipvlan;
  private final PlainDriver plain = new PlainDriver();
  private final OverlayPort overlay;

  /** Ids of networks whose default route needs no gateway: those of ipvlan above layer 2. */
  private final Set<String> withoutGateway = ConcurrentHashMap.newKeySet();

  Drivers(Host host) {
    this.bridge = new BridgeDriver(host);
    this.macvlan = new ParentDriver(host, true);
    this.ipvlan = new ParentDriver(host, false);
    this.overlay = new OverlayPort(host);
  }

  /**
   * The driver of a network.
   *
   * @throws DrydockException of kind NOT_FOUND, as Docker answers it, for a name of none
   */
  Driver of(NetworkSpec spec) {
    return switch (spec.driver()) {
      case "bridge", OverlayPort.DRIVER -> bridge;
      case "macvlan" -> macvlan;
      case "ipvlan" -> ipvlan;
      case "host", "null" -> plain;
      default ->
          throw new DrydockException(
                  ErrorKind.NOT_FOUND,
                  "could not find plugin " + spec.driver() + " in v1 plugin registry: not found")
              .withHint("Drivers are bridge, macvlan, ipvlan, overlay, host and none.");
    };
  }

  BridgeDriver bridge() {
    return bridge;
  }

  /** This host's part of an overlay network. */
  Peers.Share share(NetworkSpec spec) {
    return overlay.share(spec);
  }

  void learn(NetworkState network) {
    boolean routed = network.spec().options().getOrDefault("ipvlan_mode", "").startsWith("l3");
    if (network.spec().driver().equals("ipvlan") && routed) {
      withoutGateway.add(network.id());
    }
  }

  boolean routesWithoutGateway(String networkId) {
    return withoutGateway.contains(networkId);
  }
}
