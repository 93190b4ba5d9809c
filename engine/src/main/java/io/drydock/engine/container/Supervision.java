package io.drydock.engine.container;

import io.drydock.container.HostConfig;
import io.drydock.core.DrydockException;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.container.Residue.Left;
import io.drydock.engine.health.HealthMonitor;
import io.drydock.engine.health.OnUnhealthy;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.runtime.cgroup.Cgroup;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches over runs of containers from their start to their end, and what follows: another run, or
 * the removal of a container that removes itself.
 */
final class Supervision {
  /** Written by the monitor in its bundle when the kernel tells of a lack of memory. */
  private static final String OUT_OF_MEMORY = "oom";

  private final ContainerParts parts;
  private final HealthMonitor health;
  private final ContainerEvents events;
  private final Residue residue;
  private final Removal removal;
  private final RestartQueue restarts;

  Supervision(ContainerParts parts, HealthMonitor health, Removal removal, RestartQueue restarts) {
    this.parts = parts;
    this.health = health;
    this.events = new ContainerEvents(parts.events());
    this.residue = new Residue(parts);
    this.removal = removal;
    this.restarts = restarts;
  }

  /** A container runs that did not. */
  void started(ManagedContainer container) {
    watchLog(container);
    probe(container, true);
    events.publishOnce(container, "start", startedAt(container));
  }

  private static Instant startedAt(ManagedContainer container) {
    return container.progress().state().startedAt().orElseGet(Instant::now);
  }

  /** A container runs since an earlier engine, which may have died just after it started it. */
  void recovered(ManagedContainer container) {
    if (container.isUnkept()) {
      started(container);
      container.keep();
      return;
    }
    watchLog(container);
    probe(container, false);
  }

  /** A container could not be started. */
  void failed(ManagedContainer container) {
    if (container.definition().spec().host().autoRemove()) {
      removal.removeItself(container);
    }
  }

  private void watchLog(ManagedContainer container) {
    HostConfig host = container.definition().spec().host();
    LogOptions options = LogOptions.of(host.logConfig(), parts.defaults().log());
    if (options.isKept()) {
      Path control = parts.folders().bundle(container.id()).resolve(Monitor.CONTROL_FIFO);
      parts.logs().started(container.id(), container.folder().log(), control, options);
    }
  }

  private void probe(ManagedContainer container, boolean fresh) {
    var settings = container.definition().spec().settings();
    Optional<Healthcheck> check = settings.healthcheck();
    if (!HealthMonitor.isProbed(check)) {
      return;
    }
    var watch =
        new HealthMonitor.Watch(
            check.orElseThrow(),
            settings.shell(),
            startedAt(container),
            OnUnhealthy.of(settings.labels()));
    if (fresh) {
      health.started(container.id(), watch);
    } else {
      health.recovered(container.id(), watch);
    }
  }

  /** The monitor of a container has left its exit code. Whoever calls holds the lock. */
  void ended(ManagedContainer container, ExitCode exit) {
    Progress before = container.progress();
    if (!container.isRunning()) {
      return;
    }
    boolean oom = ranOutOfMemory(container);
    Duration ran = Duration.between(before.state().startedAt().orElse(exit.at()), exit.at());
    Optional<Duration> pause =
        container
            .backoff()
            .next(container.definition().spec().host().restartPolicy(), before, exit.code(), ran);
    Status status = pause.isPresent() ? Status.RESTARTING : Status.EXITED;
    container.show(before.ended(status, exit.code(), oom, exit.at()));
    tell(container, exit, oom, ran);
    container.keep();
    residue.clear(container, Left.ALL_BUT_PROCESSES);
    if (pause.isPresent()) {
      restarts.later(container, pause.get());
    } else if (container.removesItself()) {
      removal.removeItself(container);
    }
  }

  private void tell(ManagedContainer container, ExitCode exit, boolean oom, Duration ran) {
    container.renewConsole();
    health.ended(container.id());
    parts.logs().ended(container.id());
    parts.metrics().containerExited(exit.code());
    if (oom) {
      parts.metrics().outOfMemory();
      events.publish(container, "oom");
    }
    events.publishOnce(
        container,
        "die",
        exit.at(),
        "execDuration",
        Long.toString(ran.toSeconds()),
        "exitCode",
        Integer.toString(exit.code()));
    // Of one that removes itself its end is told when all that it held is free again.
    if (!container.removesItself()) {
      container.waits().ended(new ExitStatus(exit.code(), ""));
    }
  }

  private boolean ranOutOfMemory(ManagedContainer container) {
    if (Files.exists(parts.folders().bundle(container.id()).resolve(OUT_OF_MEMORY))) {
      return true;
    }
    try {
      return Cgroup.of(residue.cgroup(container)).outOfMemoryKills() > 0;
    } catch (DrydockException e) {
      return false;
    }
  }
}
