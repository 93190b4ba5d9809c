package io.drydock.compose.state;

/** What the probes of a container say. */
public enum Health {
  /** There are no probes. */
  NONE(""),
  STARTING("starting"),
  HEALTHY("healthy"),
  UNHEALTHY("unhealthy");

  private final String text;

  Health(String text) {
    this.text = text;
  }

  /** The health by the Engine API's word for it. */
  public static Health of(String text) {
    for (Health each : values()) {
      if (each.text.equals(text)) {
        return each;
      }
    }
    return NONE;
  }

  /** As the Engine API writes it; empty without probes. */
  @Override
  public String toString() {
    return text;
  }
}
