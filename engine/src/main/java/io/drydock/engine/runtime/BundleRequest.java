package io.drydock.engine.runtime;

import io.drydock.container.ContainerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a bundle is made of.
 *
 * @param id of the container
 * @param spec with the image's settings merged in ({@link ImageDefaults}) and as {@link
 *     RequestChecks} left it
 * @param root the container's root file system, mounted
 * @param mounts what the user, volumes and networks bring: they replace a default mount of the same
 *     destination; {@code /dev/shm} among them when it is shared with other containers
 * @param namespaces of other containers or made before
 * @param cgroupParent for a container that asks for none
 * @param init the program that runs as the first process when that is asked for
 */
public record BundleRequest(
    String id,
    ContainerSpec spec,
    Path root,
    List<BundleMount> mounts,
    GivenNamespaces namespaces,
    String cgroupParent,
    Optional<Path> init) {
  public BundleRequest {
    mounts = List.copyOf(mounts);
  }

  /** The container's cgroup below each hierarchy, absolute. */
  public String cgroupPath() {
    String asked = spec.host().resources().cgroupParent();
    String parent = asked.isEmpty() ? cgroupParent : asked;
    return Path.of("/", parent, id).normalize().toString();
  }

  /**
   * Namespaces that exist, as files to enter them by. An absent one is made, or is the host's where
   * the request says so.
   *
   * @param network made by the networks, or of the container that {@code container:NAME} names
   */
  public record GivenNamespaces(Optional<Path> network, Optional<Path> pid, Optional<Path> ipc) {
    public static final GivenNamespaces NONE =
        new GivenNamespaces(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
