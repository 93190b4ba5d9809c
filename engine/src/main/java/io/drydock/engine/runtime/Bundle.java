package io.drydock.engine.runtime;

import com.google.gson.JsonObject;
import java.nio.file.Path;

/**
 * What an OCI runtime makes a container of: a directory with {@code config.json} (runtime
 * specification 1.2), in which everything that was not asked for is as Docker has it.
 */
public final class Bundle {
  private final JsonObject config;

  private Bundle(JsonObject config) {
    this.config = config;
  }

  /**
   * Reads the accounts of the root file system and the host's devices that are asked for.
   *
   * @throws io.drydock.core.DrydockException when a user, a device or an option is not to be had
   */
  public static Bundle of(BundleRequest request) {
    throw new UnsupportedOperationException(request.id());
  }

  /** The runtime's configuration. */
  public JsonObject config() {
    return config;
  }

  /** Writes {@code config.json} into the directory. */
  public void write(Path directory) {
    throw new UnsupportedOperationException(directory.toString());
  }

  /** The process that {@code runc exec --process} and conmon take for a further command. */
  public static JsonObject execProcess(BundleRequest request, ExecOptions options) {
    throw new UnsupportedOperationException(request.id() + options.cmd());
  }
}
