package io.drydock.engine.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The network as a running container sees it.
 *
 * @param mode what it was asked for, never empty
 * @param namespace file that the namespace is mounted on; absent for the host's own
 * @param endpoints the one that gives the default route first
 * @param files to be mounted into the container
 */
public record NetworkSandbox(
    String containerId,
    NetworkMode mode,
    Optional<Path> namespace,
    List<Endpoint> endpoints,
    List<PublishedPort> ports,
    Files files) {
  public NetworkSandbox {
    endpoints = List.copyOf(endpoints);
    ports = List.copyOf(ports);
  }

  /**
   * Files of the host that the container gets as {@code /etc/hosts}, {@code /etc/resolv.conf} and
   * {@code /etc/hostname}. They are rewritten in place when the networks change.
   */
  public record Files(Path hosts, Path resolvConf, Path hostname) {}
}
