package io.drydock.engine.health;

import io.drydock.oci.ContainerConfig.Healthcheck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Probes containers as their health checks say, and keeps the results over engine restarts. */
public final class HealthMonitor implements AutoCloseable {
  private final HealthFiles files;
  private final ProbeRunner runner;
  private final HealthListener listener;
  private final ConcurrentHashMap<String, Prober> probers = new ConcurrentHashMap<>();

  /**
   * Watches no container yet.
   *
   * @param folder of the results, a file for each container; made when it is not there
   */
  public HealthMonitor(Path folder, ProbeRunner runner, HealthListener listener) {
    this.files = new HealthFiles(folder);
    this.runner = runner;
    this.listener = listener;
  }

  /** Whether there is anything to probe: a test that is not {@code NONE}. */
  public static boolean isProbed(Optional<Healthcheck> check) {
    return check.isPresent()
        && !check.get().test().isEmpty()
        && !check.get().test().getFirst().equals("NONE");
  }

  /** Starts to probe a container that has just started; its health is "starting" again. */
  public void started(String containerId, Watch watch) {
    HealthState state = HealthState.STARTING.keeping(state(containerId));
    files.write(containerId, state);
    probe(containerId, watch, state);
  }

  /** Goes on with a container that an engine before this one started. */
  public void recovered(String containerId, Watch watch) {
    probe(containerId, watch, files.read(containerId).orElse(HealthState.STARTING));
  }

  private void probe(String containerId, Watch watch, HealthState state) {
    var prober =
        new Prober(
            containerId,
            watch,
            state,
            runner,
            (before, after) -> probed(containerId, watch, before, after));
    Prober former = probers.put(containerId, prober);
    if (former != null) {
      former.end();
    }
    prober.start();
  }

  private void probed(String containerId, Watch watch, HealthState before, HealthState after) {
    files.write(containerId, after);
    listener.probed(containerId, after);
    if (before.status() == after.status()) {
      return;
    }
    listener.changed(containerId, after);
    boolean act = after.status() == HealthState.Status.UNHEALTHY;
    if (act && watch.action() != OnUnhealthy.NONE) {
      // Not on the prober's thread, which ends with the container.
      Thread.ofVirtual()
          .name("unhealthy-" + containerId)
          .start(() -> listener.act(containerId, watch.action()));
    }
  }

  /** No probes while a container is paused. */
  public void paused(String containerId, boolean paused) {
    Prober prober = probers.get(containerId);
    if (prober != null) {
      prober.pause(paused);
    }
  }

  /** The container has ended: its last state stays to be read. */
  public void ended(String containerId) {
    Prober prober = probers.remove(containerId);
    if (prober != null) {
      prober.end();
    }
  }

  /** The container is no more: nothing of it is kept. */
  public void removed(String containerId) {
    ended(containerId);
    files.delete(containerId);
  }

  /** The health of a container, also of one that has ended; empty for one without probes. */
  public Optional<HealthState> state(String containerId) {
    Prober prober = probers.get(containerId);
    return prober == null ? files.read(containerId) : Optional.of(prober.state());
  }

  /** Probes no more; containers and results stay. */
  @Override
  public void close() {
    probers.values().forEach(Prober::end);
    probers.values().forEach(Prober::awaitEnd);
    probers.clear();
  }

  /**
   * What to do with a container.
   *
   * @param check the image's with what the container's settings override
   * @param shell of {@code CMD-SHELL} tests; empty for {@code /bin/sh -c}
   * @param startedAt when the container's first process started
   */
  public record Watch(
      Healthcheck check, List<String> shell, Instant startedAt, OnUnhealthy action) {
    public Watch {
      shell = shell.isEmpty() ? List.of("/bin/sh", "-c") : List.copyOf(shell);
    }
  }
}
