package io.drydock.engine.network;

import io.drydock.container.EndpointSettings;
import io.drydock.container.NetworkSpec;
import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The networks of an engine and the containers in them.
 *
 * <p>Everything it makes on the host can be told from its names, so whatever a killed engine left
 * half-made is found and completed, or removed, by {@link #recover}.
 */
public final class Networks implements AutoCloseable {
  private final Host host;
  private final Registry registry;
  private final Sandboxes sandboxes;
  private final Membership membership;
  private final NetworkListener listener;

  private Networks(Host host, NetworkOptions options, NetworkListener listener) {
    var files = new StateFiles(options.state());
    var drivers = new Drivers(host);
    this.host = host;
    this.listener = listener;
    this.registry = new Registry(host, drivers, files);
    registry.open();
    this.sandboxes = new Sandboxes(host, drivers, registry, files, listener);
    this.membership = new Membership(sandboxes, registry, files, listener);
    sandboxes.installFirewall();
  }

  /** Opens the networks that the folders of the options hold, and makes the predefined ones. */
  public static Networks open(NetworkOptions options, NetworkListener listener) {
    var host = new Host(options);
    try {
      return new Networks(host, options, listener);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  /**
   * Makes a network.
   *
   * @throws io.drydock.core.DrydockException of kind CONFLICT when the name or the subnet is taken,
   *     INVALID when the request contradicts itself
   */
  public Network create(NetworkSpec spec) {
    Network network = registry.snapshot(registry.create(spec));
    listener.created(network);
    return network;
  }

  /** All networks, the predefined ones included. */
  public List<Network> list() {
    return registry.all().stream().map(registry::snapshot).toList();
  }

  /** The network of that id, name or beginning of an id. */
  public Network get(String idOrName) {
    return registry.snapshot(registry.get(idOrName));
  }

  /** As {@link #get}, or empty. */
  public Optional<Network> find(String idOrName) {
    return registry.find(idOrName).map(registry::snapshot);
  }

  /** Removes a network that no running container is in. */
  public void remove(String idOrName) {
    Network removed = registry.snapshot(registry.remove(registry.get(idOrName)));
    listener.removed(removed);
  }

  /** Removes those networks of the user's that match and that no running container is in. */
  public List<Network> prune(Predicate<Network> which) {
    var removed = new ArrayList<Network>();
    for (Network each : list()) {
      if (!each.predefined() && each.endpoints().isEmpty() && which.test(each)) {
        try {
          remove(each.id());
          removed.add(each);
        } catch (DrydockException e) {
          // A container has come in between, or another network takes its configuration from it.
        }
      }
    }
    return removed;
  }

  /**
   * Makes the network for a container that is about to run. Nothing is left when it fails.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND for an unknown network, EXHAUSTED
   *     when it has no address left, CONFLICT when an address or a port is taken
   */
  public NetworkSandbox join(JoinRequest request) {
    return beginJoin(request).await();
  }

  /**
   * Begins what {@link #join} does, so that the container can be made meanwhile. Its command must
   * not run before all is there. {@link #leave} takes back what was begun, too.
   *
   * @throws io.drydock.core.DrydockException as {@link #join}, but for what only {@link
   *     Joining#await} finds
   */
  public Joining beginJoin(JoinRequest request) {
    return sandboxes.begin(request);
  }

  /** The network of a running container, or empty. */
  public Optional<NetworkSandbox> sandbox(String containerId) {
    return sandboxes.find(containerId).map(sandboxes::snapshot);
  }

  /** Puts a running container into one more network. */
  public Endpoint connect(String network, String containerId, EndpointSettings settings) {
    return membership.connect(registry.get(network), containerId, settings);
  }

  /**
   * Takes a running container out of a network.
   *
   * @param force to forget the endpoint even when its interface cannot be removed
   */
  public void disconnect(String network, String containerId, boolean force) {
    membership.disconnect(registry.get(network), containerId, force);
  }

  /** Gives a running container another name, under which it is found from now on. */
  public void rename(String containerId, String name) {
    membership.rename(containerId, name);
  }

  /** Removes all that a container that has ended had. One that is not known is no error. */
  public void leave(String containerId) {
    sandboxes.leave(containerId);
  }

  /**
   * Takes up the networks of the containers that still run, and removes all that is left of others.
   *
   * @param running their ids
   */
  public void recover(Set<String> running) {
    new Recovery(host, registry, sandboxes).run(running);
    sandboxes.pool().warm();
  }

  /**
   * Removes all interfaces and the firewall's table from the host; networks stay known. No
   * container may run, and nothing can be done with networks afterwards but to close them.
   */
  public void dismantle() {
    new Recovery(host, registry, sandboxes).dismantle();
  }

  /** What can be reached from where. */
  public PortAudit audit() {
    return new Auditor(registry, sandboxes).audit();
  }

  /** Stops answering names and proxying; containers keep their networks. */
  @Override
  public void close() {
    sandboxes.close();
    host.close();
  }
}
