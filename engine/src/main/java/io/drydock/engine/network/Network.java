package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import java.time.Instant;
import java.util.List;

/**
 * A network that exists, as it was at one moment.
 *
 * @param id 64 hexadecimal digits
 * @param spec with everything filled in that its maker left open: driver, scope, subnets, gateways
 * @param endpoints of running containers
 */
public record Network(String id, Instant created, NetworkSpec spec, List<Endpoint> endpoints) {
  public Network {
    endpoints = List.copyOf(endpoints);
  }

  public String name() {
    return spec.name();
  }

  /** Whether it came with the engine and cannot be removed. */
  public boolean predefined() {
    return NetworkMode.predefined(name());
  }

  public boolean ipv4() {
    return spec.enableIpv4().orElse(true);
  }

  public boolean ipv6() {
    return spec.enableIpv6().orElse(false);
  }
}
