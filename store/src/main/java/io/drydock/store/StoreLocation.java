package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the store lies: root's below {@code /var/lib}, a user's among the user's data. */
public final class StoreLocation {
  private static final Path SYSTEM = Path.of("/var/lib/drydock");

  private StoreLocation() {}

  /**
   * The directory by, in this order, the {@code --root} flag, {@code DRYDOCK_ROOT}, {@code
   * /var/lib/drydock} for root, {@code $XDG_DATA_HOME/drydock}, {@code ~/.local/share/drydock}.
   *
   * @param rootFlag as given, empty when it was not
   * @throws DrydockException of kind INVALID when there is no home directory to go by
   */
  public static Path resolve(String rootFlag, Map<String, String> environment) {
    return resolve(rootFlag, environment, isRoot());
  }

  static Path resolve(String rootFlag, Map<String, String> environment, boolean root) {
    String chosen = rootFlag.isEmpty() ? environment.getOrDefault("DRYDOCK_ROOT", "") : rootFlag;
    if (!chosen.isEmpty()) {
      return Path.of(chosen).toAbsolutePath().normalize();
    }
    if (root) {
      return SYSTEM;
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    if (data.startsWith("/")) {
      return Path.of(data, "drydock");
    }
    String home = environment.getOrDefault("HOME", "");
    if (!home.startsWith("/")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "cannot choose a store: HOME is not set",
          null,
          "Set DRYDOCK_ROOT, or give --root.",
          null);
    }
    return Path.of(home, ".local", "share", "drydock");
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }
}
