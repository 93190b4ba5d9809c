package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.engine.volume.MountPoint;
import io.drydock.oci.Digest;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.List;

/**
 * What a container is, which seldom changes.
 *
 * @param name without a slash
 */
record Definition(
    String id,
    String name,
    Instant created,
    ContainerSpec spec,
    Digest imageId,
    Platform platform,
    List<MountPoint> mounts) {
  Definition {
    mounts = List.copyOf(mounts);
  }

  Definition withName(String changed) {
    return new Definition(id, changed, created, spec, imageId, platform, mounts);
  }

  Definition withSpec(ContainerSpec changed) {
    return new Definition(id, name, created, changed, imageId, platform, mounts);
  }

  Streams streams() {
    var asked = spec.settings().streams();
    // A terminal stays open when its user leaves, as with Docker: he may come back.
    boolean once = asked.openStdin() && asked.stdinOnce() && !asked.tty();
    return new Streams(asked.tty(), asked.openStdin(), once);
  }
}
