package io.drydock.cli.frame;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the store lies: as told, or {@code /var/lib/drydock} for root and XDG's data home for
 * others.
 */
final class StoreRoot {
  private StoreRoot() {}

  static Path of(Optional<String> flag, Map<String, String> environment) {
    String told = flag.orElse(environment.getOrDefault("DRYDOCK_ROOT", ""));
    if (!told.isEmpty()) {
      return Path.of(told).toAbsolutePath().normalize();
    }
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/var/lib/drydock");
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return data.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".local", "share", "drydock")
        : Path.of(data, "drydock");
  }
}
