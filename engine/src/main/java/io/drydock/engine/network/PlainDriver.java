package io.drydock.engine.network;

import io.drydock.container.NetworkSpec;
import io.drydock.engine.network.nft.Element;
import io.drydock.linux.network.NetworkNamespace;
import java.util.List;

/** The drivers {@code host} and {@code null}, whose networks consist of nothing. */
final class PlainDriver implements Driver {
  @Override
  public void check(NetworkSpec spec) {}

  @Override
  public void up(NetworkState network) {}

  @Override
  public void down(NetworkState network) {}

  @Override
  public List<Element> elements(NetworkState network) {
    return List.of();
  }

  @Override
  public void attach(NetworkState network, Endpoint endpoint, NetworkNamespace inside) {}

  @Override
  public void detach(NetworkState network, Endpoint endpoint) {}

  @Override
  public boolean publishes() {
    return false;
  }
}
