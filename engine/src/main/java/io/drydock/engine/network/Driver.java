package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.engine.network.nft.Element;
import io.drydock.linux.network.NetworkNamespace;
import java.util.List;

/** How networks of one sort are made of the kernel's parts. */
sealed interface Driver permits BridgeDriver, ParentDriver, PlainDriver {
  /** Checks what is particular to the sort, before anything is made. */
  void check(NetworkSpec spec);

  /** Makes what the host needs for a network. What is there already stays, and is completed. */
  void up(NetworkState network);

  /** Removes what {@link #up} made; what is missing is no error. */
  void down(NetworkState network);

  /** What a network adds to the firewall. */
  List<Element> elements(NetworkState network);

  /** Makes an endpoint's interface, which is up, in a namespace. */
  void attach(NetworkState network, Endpoint endpoint, NetworkNamespace inside);

  /** Removes what of an endpoint's interface lies on the host. */
  void detach(NetworkState network, Endpoint endpoint);

  /** Whether ports of its containers are published. */
  boolean publishes();
}
