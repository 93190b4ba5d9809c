package io.drydock.engine.health;

/** Who wants to know of containers' health. Called on the probe's thread; must not throw. */
public interface HealthListener {
  /** A probe has ended and was kept. */
  default void probed(String containerId, HealthState state) {}

  /** The status is another than before: the event {@code health_status: WORD} is due. */
  void changed(String containerId, HealthState state);

  /**
   * The container has become unhealthy and asked for this then; called after {@link #changed}, not
   * for {@link OnUnhealthy#NONE}.
   */
  void act(String containerId, OnUnhealthy action);
}
