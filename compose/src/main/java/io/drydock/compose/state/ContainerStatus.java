package io.drydock.compose.state;

import java.util.Locale;

/** Where a container is in its life. */
public enum ContainerStatus {
  CREATED,
  RUNNING,
  PAUSED,
  RESTARTING,
  REMOVING,
  EXITED,
  DEAD;

  static ContainerStatus of(String name) {
    for (ContainerStatus each : values()) {
      if (each.toString().equals(name)) {
        return each;
      }
    }
    return DEAD;
  }

  /** Whether its process exists, though it may be paused. */
  public boolean isUp() {
    return this == RUNNING || this == PAUSED || this == RESTARTING;
  }

  /** As the Engine API writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
