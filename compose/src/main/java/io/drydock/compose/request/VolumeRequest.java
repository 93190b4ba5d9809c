package io.drydock.compose.request;

import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Volume;
import io.drydock.container.VolumeSpec;
import io.drydock.core.Release;
import java.util.LinkedHashMap;

/** A project's volume as the Engine API is asked for it. */
public final class VolumeRequest {
  private VolumeRequest() {}

  public static VolumeSpec spec(Project project, Volume volume) {
    var labels = new LinkedHashMap<>(volume.labels());
    labels.put(Labels.VOLUME, volume.key());
    labels.put(Labels.PROJECT, project.name());
    labels.put(Labels.CONFIG_HASH, hash(volume));
    labels.put(Labels.VERSION, Release.VERSION);
    return new VolumeSpec(
        volume.name(), volume.driver().orElse(""), volume.driverOptions(), labels);
  }

  /** The hash by which a change of the volume is seen, as docker compose takes it. */
  public static String hash(Volume volume) {
    return GoJson.hash(
        new GoObject()
            .text("name", volume.name())
            .text("driver", volume.driver().orElse("local"))
            .map("driver_opts", volume.driverOptions())
            .flag("external", volume.external())
            .map("labels", volume.labels())
            .json());
  }
}
