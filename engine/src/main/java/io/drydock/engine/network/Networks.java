package io.drydock.engine.network;

import io.drydock.container.EndpointSettings;
import io.drydock.container.NetworkSpec;
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
  private Networks() {}

  /** Opens the networks that the folders of the options hold, and makes the predefined ones. */
  public static Networks open(NetworkOptions options, NetworkListener listener) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes a network.
   *
   * @throws io.drydock.core.DrydockException of kind CONFLICT when the name or the subnet is taken,
   *     INVALID when the request contradicts itself
   */
  public Network create(NetworkSpec spec) {
    throw new UnsupportedOperationException();
  }

  /** All networks, the predefined ones included. */
  public List<Network> list() {
    throw new UnsupportedOperationException();
  }

  /** The network of that id, name or beginning of an id. */
  public Network get(String idOrName) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #get}, or empty. */
  public Optional<Network> find(String idOrName) {
    throw new UnsupportedOperationException();
  }

  /** Removes a network that no running container is in. */
  public void remove(String idOrName) {
    throw new UnsupportedOperationException();
  }

  /** Removes those networks of the user's that match and that no running container is in. */
  public List<Network> prune(Predicate<Network> which) {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes the network for a container that is about to run. Nothing is left when it fails.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND for an unknown network, EXHAUSTED
   *     when it has no address left, CONFLICT when an address or a port is taken
   */
  public NetworkSandbox join(JoinRequest request) {
    throw new UnsupportedOperationException();
  }

  /** The network of a running container, or empty. */
  public Optional<NetworkSandbox> sandbox(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** Puts a running container into one more network. */
  public Endpoint connect(String network, String containerId, EndpointSettings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a running container out of a network.
   *
   * @param force to forget the endpoint even when its interface cannot be removed
   */
  public void disconnect(String network, String containerId, boolean force) {
    throw new UnsupportedOperationException();
  }

  /** Gives a running container another name, under which it is found from now on. */
  public void rename(String containerId, String name) {
    throw new UnsupportedOperationException();
  }

  /** Removes all that a container that has ended had. One that is not known is no error. */
  public void leave(String containerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes up the networks of the containers that still run, and removes all that is left of others.
   *
   * @param running their ids
   */
  public void recover(Set<String> running) {
    throw new UnsupportedOperationException();
  }

  /** What can be reached from where. */
  public PortAudit audit() {
    throw new UnsupportedOperationException();
  }

  /** Stops answering names and proxying; containers keep their networks. */
  @Override
  public void close() {}
}
