package io.drydock.composefile.model;

/**
 * That a service needs another.
 *
 * @param restart whether the service is started again when Compose restarts the other
 * @param required whether it is an error when the other is not there
 */
public record Dependency(Condition condition, boolean restart, boolean required) {
  /** What the other service has to have reached. */
  public enum Condition {
    STARTED("service_started"),
    HEALTHY("service_healthy"),
    COMPLETED_SUCCESSFULLY("service_completed_successfully");

    private final String text;

    Condition(String text) {
      this.text = text;
    }

    /** As Compose files write it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
