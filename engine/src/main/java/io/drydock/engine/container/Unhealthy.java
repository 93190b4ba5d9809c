package io.drydock.engine.container;

import io.drydock.core.DrydockException;
import io.drydock.engine.health.HealthListener;
import io.drydock.engine.health.HealthState;
import io.drydock.engine.health.OnUnhealthy;
import io.drydock.engine.journal.Journal;
import java.util.OptionalInt;

/** Tells of containers' health, and does what unhealthy ones ask for. */
final class Unhealthy implements HealthListener {
  private static final Journal JOURNAL = Journal.of("health");

  private final Containers containers;
  private final ContainerParts parts;

  Unhealthy(Containers containers, ContainerParts parts) {
    this.containers = containers;
    this.parts = parts;
  }

  @Override
  public void probed(String containerId, HealthState state) {
    if (!state.log().isEmpty()) {
      parts.metrics().healthProbe(state.log().getLast().exitCode() == 0);
    }
  }

  @Override
  public void changed(String containerId, HealthState state) {
    containers.healthChanged(containerId, state.status().word());
  }

  @Override
  public void act(String containerId, OnUnhealthy action) {
    // The probe that found it must not wait for the end of what it probes.
    Thread.startVirtualThread(() -> {
      try {
        switch (action) {
          case NONE -> {}
          case RESTART -> containers.restart(containerId, OptionalInt.empty(), "");
          case STOP -> containers.stop(containerId, OptionalInt.empty(), "");
          case KILL -> containers.killUnhealthy(containerId);
        }
      } catch (DrydockException e) {
        JOURNAL.warn(
            "nothing can be done with an unhealthy container",
            "container",
            containerId,
            "error",
            e);
      }
    });
  }
}
