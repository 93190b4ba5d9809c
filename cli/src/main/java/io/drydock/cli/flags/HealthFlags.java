package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.oci.ContainerConfig.Healthcheck;
import java.util.List;
import java.util.Optional;

/** The health check of {@code --health-*} and {@code --no-healthcheck}. */
final class HealthFlags {
  private HealthFlags() {}

  static Optional<Healthcheck> read(FlagValues flags) {
    String command = flags.text("health-cmd");
    long interval = duration(flags, "health-interval");
    long timeout = duration(flags, "health-timeout");
    long retries = flags.number("health-retries");
    long startPeriod = duration(flags, "health-start-period");
    long startInterval = duration(flags, "health-start-interval");
    boolean any =
        !command.isEmpty() || (interval | timeout | retries | startPeriod | startInterval) != 0;
    if (flags.on("no-healthcheck")) {
      if (any) {
        throw invalid("--no-healthcheck conflicts with --health-* options");
      }
      return Optional.of(new Healthcheck(List.of("NONE"), 0, 0, 0, 0, 0));
    }
    requireNatural("health-interval", interval);
    requireNatural("health-timeout", timeout);
    requireNatural("health-retries", retries);
    requireNatural("health-start-period", startPeriod);
    requireNatural("health-start-interval", startInterval);
    List<String> test = command.isEmpty() ? List.of() : List.of("CMD-SHELL", command);
    return any
        ? Optional.of(
            new Healthcheck(
                test, interval, timeout, startPeriod, startInterval, Math.toIntExact(retries)))
        : Optional.empty();
  }

  private static long duration(FlagValues flags, String flag) {
    return flags.one(flag, Quantities::nanoseconds).orElse(0L);
  }

  private static void requireNatural(String flag, long value) {
    if (value < 0) {
      throw invalid("--" + flag + " cannot be negative");
    }
  }
}
