package io.drydock.engine.container;

import io.drydock.engine.health.HealthMonitor;
import io.drydock.engine.network.NetworkSandbox;
import io.drydock.engine.runtime.ImageDefaults;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the records that show containers as they are now. */
final class Snapshots {
  private final ContainerParts parts;
  private final HealthMonitor health;
  private final Execs execs;

  Snapshots(ContainerParts parts, HealthMonitor health, Execs execs) {
    this.parts = parts;
    this.health = health;
    this.execs = execs;
  }

  Container of(ManagedContainer container) {
    Definition definition = container.definition();
    Progress progress = container.progress();
    String id = container.id();
    Path directory = container.folder().path();
    Optional<NetworkSandbox> network =
        progress.state().isRunning() ? parts.networks().sandbox(id) : Optional.empty();
    var paths =
        new Container.Paths(
            directory,
            container.folder().log(),
            directory.resolve("hosts"),
            directory.resolve("resolv.conf"),
            directory.resolve("hostname"),
            () -> parts.files().layout(id));
    return new Container(
        id,
        definition.name(),
        definition.created(),
        definition.spec(),
        definition.imageId(),
        definition.platform(),
        ImageDefaults.arguments(definition.spec().settings()),
        progress.state(),
        progress.restartCount(),
        definition.mounts(),
        network,
        health.state(id),
        execs.running(container),
        paths);
  }
}
