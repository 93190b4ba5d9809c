package io.drydock.engine.network;

/** Who wants to know what happens to networks. Called after the fact, and must not throw. */
public interface NetworkListener {
  /** Hears nothing. */
  NetworkListener NONE = new NetworkListener() {};

  default void created(Network network) {}

  default void removed(Network network) {}

  default void connected(Network network, String containerId) {}

  default void disconnected(Network network, String containerId) {}
}
