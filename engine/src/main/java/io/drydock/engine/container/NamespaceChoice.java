package io.drydock.engine.container;

import io.drydock.container.HostConfig;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.runtime.BundleMount;
import io.drydock.engine.runtime.BundleRequest.GivenNamespaces;
import io.drydock.engine.runtime.SharedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The namespaces that a container shares with others, and the shared memory that goes with them.
 */
final class NamespaceChoice {
  private static final String CONTAINER = "container:";
  private static final String SHARED_MEMORY = "shm";
  private static final long DEFAULT_SHARED_MEMORY = 64L << 20;

  private final ContainerTable table;
  private final Folders folders;

  NamespaceChoice(ContainerTable table, Folders folders) {
    this.table = table;
    this.folders = folders;
  }

  /**
   * @param network made for the container, or another's; absent for the host's
   * @throws DrydockException of kind NOT_FOUND or CONFLICT when the other container is not there or
   *     does not run
   */
  GivenNamespaces of(HostConfig host, Optional<Path> network) {
    return new GivenNamespaces(
        network, other(host.namespaces().pid(), "pid"), other(host.namespaces().ipc(), "ipc"));
  }

  private Optional<Path> other(String mode, String kind) {
    return mode.startsWith(CONTAINER)
        ? Optional.of(Path.of("/proc/" + running(mode).progress().state().pid() + "/ns/" + kind))
        : Optional.empty();
  }

  private ManagedContainer running(String mode) {
    ManagedContainer other = table.get(mode.substring(CONTAINER.length()));
    if (!other.isRunning()) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "cannot join namespace of a non running container: " + other.id());
    }
    return other;
  }

  /** Makes the {@code /dev/shm} of a container whose IPC namespace others may or do share. */
  List<BundleMount> sharedMemory(HostConfig host, Path bundle) {
    String mode = host.namespaces().ipc();
    if (mode.equals("host")) {
      return List.of(BundleMount.bind(Path.of("/dev/shm"), "/dev/shm", false));
    }
    if (mode.startsWith(CONTAINER)) {
      ManagedContainer other = running(mode);
      Path shared = folders.bundle(other.id()).resolve(SHARED_MEMORY);
      if (!Files.isDirectory(shared)) {
        throw new DrydockException(
            ErrorKind.CONFLICT,
            "cannot join IPC of container " + other.id() + ": it does not share it",
            null,
            "start that container with --ipc=shareable",
            null);
      }
      return List.of(SharedMemory.mountOf(shared));
    }
    return mode.equals("shareable") ? List.of(own(host, bundle)) : List.of();
  }

  private static BundleMount own(HostConfig host, Path bundle) {
    Path directory = bundle.resolve(SHARED_MEMORY);
    long asked = host.resources().shmSizeBytes();
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot make " + directory + ": " + e.getMessage(), e);
    }
    SharedMemory.mount(directory, asked > 0 ? asked : DEFAULT_SHARED_MEMORY);
    return SharedMemory.mountOf(directory);
  }

  /** Lets go of what {@link #sharedMemory} made. */
  static void release(Path bundle) {
    Path directory = bundle.resolve(SHARED_MEMORY);
    if (Files.isDirectory(directory)) {
      SharedMemory.unmount(directory);
    }
  }
}
