package io.drydock.engine.health;

import io.drydock.oci.ContainerConfig.Healthcheck;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Probes containers as their health checks say, and keeps the results over engine restarts. */
public final class HealthMonitor implements AutoCloseable {
  /**
   * Watches no container yet.
   *
   * @param folder of the results, a file for each container; made when it is not there
   */
  public HealthMonitor(Path folder, ProbeRunner runner, HealthListener listener) {
    throw new UnsupportedOperationException(folder + "" + runner + listener);
  }

  /** Whether there is anything to probe: a test that is not {@code NONE}. */
  public static boolean isProbed(Optional<Healthcheck> check) {
    return check.isPresent()
        && !check.get().test().isEmpty()
        && !check.get().test().getFirst().equals("NONE");
  }

  /** Starts to probe a container that has just started; its health is "starting" again. */
  public void started(String containerId, Watch watch) {
    throw new UnsupportedOperationException();
  }

  /** Goes on with a container that an engine before this one started. */
  public void recovered(String containerId, Watch watch) {
    throw new UnsupportedOperationException();
  }

  /** No probes while a container is paused. */
  public void paused(String containerId, boolean paused) {
    throw new UnsupportedOperationException();
  }

  /** The container has ended: its last state stays to be read. */
  public void ended(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** The container is no more: nothing of it is kept. */
  public void removed(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** The health of a container, also of one that has ended; empty for one without probes. */
  public Optional<HealthState> state(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** Probes no more; containers and results stay. */
  @Override
  public void close() {}

  /**
   * What to do with a container.
   *
   * @param check the image's with what the container's settings override
   * @param shell of {@code CMD-SHELL} tests, as {@code /bin/sh -c}
   * @param startedAt when the container's first process started
   */
  public record Watch(
      Healthcheck check, java.util.List<String> shell, Instant startedAt, OnUnhealthy action) {}
}
