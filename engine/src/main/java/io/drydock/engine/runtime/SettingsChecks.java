package io.drydock.engine.runtime;

import static io.drydock.engine.runtime.Refusals.refuseIf;

import io.drydock.container.ContainerSettings;
import io.drydock.oci.ContainerConfig.Healthcheck;

/** Checks of what runs in a container. */
final class SettingsChecks {
  private static final long MINIMUM_NANOS = 1_000_000;

  private SettingsChecks() {}

  static void check(ContainerSettings settings) {
    String directory = settings.workingDir();
    refuseIf(
        !directory.isEmpty() && !directory.startsWith("/"),
        "the working directory '%s' is invalid, it needs to be an absolute path"
            .formatted(directory));
    if (!settings.stopSignal().isEmpty()) {
      Signals.parse(settings.stopSignal());
    }
    for (String variable : settings.env()) {
      refuseIf(
          variable.isEmpty() || variable.startsWith("="),
          "invalid environment variable: %s".formatted(variable));
      refuseIf(variable.indexOf('\0') >= 0, "invalid environment variable: it holds a zero byte");
    }
    settings.healthcheck().ifPresent(SettingsChecks::check);
  }

  private static void check(Healthcheck health) {
    checkDuration("Interval", health.intervalNanos());
    checkDuration("Timeout", health.timeoutNanos());
    refuseIf(health.retries() < 0, "Retries in Healthcheck cannot be negative");
    checkDuration("StartPeriod", health.startPeriodNanos());
    checkDuration("StartInterval", health.startIntervalNanos());
  }

  private static void checkDuration(String name, long nanos) {
    refuseIf(
        nanos != 0 && nanos < MINIMUM_NANOS,
        "%s in Healthcheck cannot be less than 1ms".formatted(name));
  }
}
