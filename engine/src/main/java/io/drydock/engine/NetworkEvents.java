package io.drydock.engine;

import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.engine.network.Network;
import io.drydock.engine.network.NetworkListener;
import java.util.LinkedHashMap;

/** Tells of networks. */
record NetworkEvents(Events events) implements NetworkListener {
  @Override
  public void created(Network network) {
    publish("create", network, "");
  }

  @Override
  public void removed(Network network) {
    publish("destroy", network, "");
  }

  @Override
  public void connected(Network network, String containerId) {
    publish("connect", network, containerId);
  }

  @Override
  public void disconnected(Network network, String containerId) {
    publish("disconnect", network, containerId);
  }

  private void publish(String action, Network network, String containerId) {
    var attributes = new LinkedHashMap<String, String>();
    if (!containerId.isEmpty()) {
      attributes.put("container", containerId);
    }
    attributes.put("name", network.name());
    attributes.put("type", network.spec().driver());
    events.publish(EventType.NETWORK, action, network.id(), attributes);
  }
}
