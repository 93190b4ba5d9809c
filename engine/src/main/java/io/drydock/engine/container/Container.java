package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.engine.files.FileSystemLayout;
import io.drydock.engine.health.HealthState;
import io.drydock.engine.network.NetworkSandbox;
import io.drydock.engine.volume.MountPoint;
import io.drydock.oci.Digest;
import io.drydock.oci.Platform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A container as it was at one moment.
 *
 * @param id 64 hexadecimal digits
 * @param name without a slash
 * @param spec what was asked for, with the image's settings merged in and defaults filled in
 * @param imageId digest of the image's config; {@code spec} has its name as the user gave it
 * @param arguments the words of the command that runs
 * @param restartCount how often the restart policy has started it again
 * @param mounts as they were settled when it was made
 * @param network absent while it does not run
 * @param health absent for one without a health check
 * @param execIds of the further commands that run in it
 */
public record Container(
    String id,
    String name,
    Instant created,
    ContainerSpec spec,
    Digest imageId,
    Platform platform,
    List<String> arguments,
    ContainerState state,
    int restartCount,
    List<MountPoint> mounts,
    Optional<NetworkSandbox> network,
    Optional<HealthState> health,
    List<String> execIds,
    Paths paths) {
  public Container {
    arguments = List.copyOf(arguments);
    mounts = List.copyOf(mounts);
    execIds = List.copyOf(execIds);
  }

  /** The first twelve digits of the id. */
  public String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }

  public boolean isRunning() {
    return state.isRunning();
  }

  /**
   * Where the engine keeps what belongs to a container.
   *
   * @param directory of its own
   * @param log written by its monitor
   * @param layout looks up how the root file system is laid out
   */
  public record Paths(
      Path directory,
      Path log,
      Path hosts,
      Path resolvConf,
      Path hostname,
      Supplier<FileSystemLayout> layout) {
    /** How the root file system is laid out. */
    public FileSystemLayout fileSystem() {
      return layout.get();
    }
  }
}
