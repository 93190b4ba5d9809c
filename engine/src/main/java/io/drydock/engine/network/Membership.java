package io.drydock.engine.network;

import io.drydock.container.EndpointSettings;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.Wiring.Attachment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Changes of running containers' networks and names. */
final class Membership {
  private static final System.Logger LOG = System.getLogger(Membership.class.getName());

  private final Sandboxes sandboxes;
  private final Registry registry;
  private final StateFiles files;
  private final Wiring wiring;
  private final Publisher publisher;
  private final Naming naming;
  private final NetworkListener listener;

  Membership(Sandboxes sandboxes, Registry registry, StateFiles files, NetworkListener listener) {
    this.sandboxes = sandboxes;
    this.registry = registry;
    this.files = files;
    this.wiring = sandboxes.wiring();
    this.publisher = sandboxes.publisher();
    this.naming = sandboxes.naming();
    this.listener = listener;
  }

  /** Puts a running container into one more network. */
  Endpoint connect(NetworkState network, String containerId, EndpointSettings settings) {
    SandboxState sandbox = sandboxes.running(containerId);
    refuseShared(sandbox, network);
    EndpointPlan.check(network, settings);
    Endpoint endpoint;
    synchronized (sandbox) {
      Optional<Attachment> before = publisher.target(sandbox);
      synchronized (registry) {
        registry.get(network.id());
        endpoint = EndpointPlan.take(sandbox, network, settings);
      }
      try {
        files.write(sandbox);
        Path namespace = sandbox.namespace().orElseThrow();
        wiring.attach(namespace, List.of(new Attachment(network, endpoint)), sandbox.endpoints());
        wiring.route(namespace, sandbox.endpoints());
        publisher.republish(sandbox, before);
        naming.change(sandbox);
        files.write(sandbox);
      } catch (RuntimeException e) {
        remove(sandbox, endpoint, e);
        throw e;
      }
    }
    sandboxes.connected(endpoint);
    return endpoint;
  }

  private void remove(SandboxState sandbox, Endpoint endpoint, RuntimeException cause) {
    try {
      detach(sandbox, endpoint);
      files.write(sandbox);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static void refuseShared(SandboxState sandbox, NetworkState network) {
    switch (sandbox.mode().kind()) {
      case HOST, CONTAINER ->
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "container sharing network namespace with another container or host cannot be"
                  + " connected to any other network");
      case NONE ->
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "container cannot be connected to multiple networks with one of the networks in"
                  + " private (none) mode");
      default -> {
        if (EndpointPlan.isPlain(network)) {
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "container cannot be connected to network " + network.name() + " while it runs");
        }
      }
    }
  }

  /** Takes a running container out of a network. */
  void disconnect(NetworkState network, String containerId, boolean force) {
    SandboxState sandbox = sandboxes.running(containerId);
    synchronized (sandbox) {
      Endpoint endpoint =
          sandbox.endpoints().stream()
              .filter(each -> each.networkId().equals(network.id()))
              .findFirst()
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.FORBIDDEN,
                      "container "
                          + containerId
                          + " is not connected to network "
                          + network.name()));
      if (EndpointPlan.isPlain(network)) {
        throw new DrydockException(
            ErrorKind.CONFLICT,
            "container cannot be disconnected from " + network.name() + " network");
      }
      Optional<Attachment> before = publisher.target(sandbox);
      try {
        wiring.detach(network, endpoint, sandbox.namespace().orElseThrow());
      } catch (DrydockException e) {
        if (!force) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "an interface of " + sandbox.name() + " stays", e);
      }
      naming.leave(endpoint);
      sandboxes.forget(sandbox, network, endpoint);
      wiring.route(sandbox.namespace().orElseThrow(), sandbox.endpoints());
      publisher.republish(sandbox, before);
      naming.change(sandbox);
      files.write(sandbox);
    }
    listener.disconnected(registry.snapshot(network), containerId);
  }

  private void detach(SandboxState sandbox, Endpoint endpoint) {
    NetworkState network = registry.get(endpoint.networkId());
    naming.leave(endpoint);
    sandbox.namespace().ifPresent(each -> wiring.detach(network, endpoint, each));
    sandboxes.forget(sandbox, network, endpoint);
  }

  /** Gives a running container another name. */
  void rename(String containerId, String name) {
    sandboxes
        .find(containerId)
        .ifPresent(sandbox -> {
          synchronized (sandbox) {
            sandbox.rename(name);
            synchronized (registry) {
              sandbox.endpoints().replaceAll(each -> renamed(sandbox, each));
            }
            naming.change(sandbox);
            files.write(sandbox);
          }
        });
  }

  private Endpoint renamed(SandboxState sandbox, Endpoint endpoint) {
    NetworkState network = registry.get(endpoint.networkId());
    var changed =
        new Endpoint(
            endpoint.id(),
            endpoint.networkId(),
            endpoint.networkName(),
            endpoint.containerId(),
            sandbox.name(),
            endpoint.settings(),
            endpoint.interfaceName(),
            endpoint.macAddress(),
            endpoint.ipv4(),
            endpoint.ipv6(),
            EndpointPlan.dnsNames(sandbox, network, endpoint.settings()));
    network.endpoints().put(endpoint.containerId(), changed);
    return changed;
  }
}
