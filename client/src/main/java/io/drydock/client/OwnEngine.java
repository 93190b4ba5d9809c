package io.drydock.client;

import java.nio.file.Path;
import java.util.Map;

/** Where our own engine of this user listens when nothing else is said. */
public final class OwnEngine {
  private OwnEngine() {}

  /**
   * The socket: {@code DRYDOCK_SOCKET}, or {@code /run/drydock/engine.sock} for root and a place in
   * XDG's runtime folder for others.
   */
  public static Path socket(Map<String, String> environment) {
    String told = environment.getOrDefault("DRYDOCK_SOCKET", "");
    if (!told.isEmpty()) {
      return Path.of(told).toAbsolutePath();
    }
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/run/drydock/engine.sock");
    }
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    Path base =
        runtime.isEmpty()
            ? Path.of(
                System.getProperty("java.io.tmpdir"), "drydock-" + System.getProperty("user.name"))
            : Path.of(runtime, "drydock");
    return base.resolve("engine.sock");
  }
}
