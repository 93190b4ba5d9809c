package io.drydock.engine.container;

import io.drydock.engine.event.Events;
import io.drydock.engine.files.ContainerFiles;
import io.drydock.engine.log.ContainerLogs;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.metric.EngineMetrics;
import io.drydock.engine.network.Networks;
import io.drydock.engine.runtime.OciRuntime;
import io.drydock.engine.runtime.RequestChecks;
import io.drydock.engine.volume.ContainerMounts;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The parts of an engine that the life of containers needs.
 *
 * @param defaults what is taken where a container does not say
 */
public record ContainerParts(
    Folders folders,
    Store store,
    ContainerFiles files,
    ContainerMounts mounts,
    Networks networks,
    OciRuntime runtime,
    RequestChecks checks,
    ContainerLogs logs,
    Events events,
    EngineMetrics metrics,
    Defaults defaults) {

  /**
   * @param init the first process with {@code --init}; absent to look for one
   */
  public record Defaults(String cgroupParent, LogOptions log, Optional<Path> init) {}
}
