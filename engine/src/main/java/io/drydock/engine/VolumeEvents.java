package io.drydock.engine;

import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.engine.volume.MountPoint;
import io.drydock.engine.volume.Volume;
import io.drydock.engine.volume.VolumeListener;
import java.util.LinkedHashMap;

/** Tells of volumes. */
record VolumeEvents(Events events) implements VolumeListener {
  @Override
  public void created(Volume volume) {
    publish("create", volume, new LinkedHashMap<>());
  }

  @Override
  public void removed(Volume volume) {
    publish("destroy", volume, new LinkedHashMap<>());
  }

  @Override
  public void mounted(Volume volume, String containerId, MountPoint mount) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("container", containerId);
    attributes.put("destination", mount.destination());
    attributes.put("propagation", mount.propagation());
    attributes.put("read/write", Boolean.toString(mount.readWrite()));
    publish("mount", volume, attributes);
  }

  @Override
  public void unmounted(Volume volume, String containerId) {
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("container", containerId);
    publish("unmount", volume, attributes);
  }

  private void publish(String action, Volume volume, LinkedHashMap<String, String> attributes) {
    attributes.put("driver", volume.driver());
    events.publish(EventType.VOLUME, action, volume.name(), attributes);
  }
}
