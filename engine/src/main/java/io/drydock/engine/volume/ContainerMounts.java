package io.drydock.engine.volume;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.volume.ResolvedMount.Access;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The mounts of containers through their lives: planned when a container is made, made ready before
 * it starts, let go when it has ended, forgotten with it.
 */
public final class ContainerMounts {
  private static final int KEY_LENGTH = 16;

  private final Volumes volumes;
  private final ImageFiles images;
  private final SubpathMounts subpaths;

  /** How many need the mounts of a container: itself while it runs, and who copies its files. */
  private final Map<String, Integer> holders = new HashMap<>();

  /**
   * @param directory where parts of volumes are mounted while containers need them
   */
  public ContainerMounts(Volumes volumes, ImageFiles images, Path directory) {
    this.volumes = volumes;
    this.images = images;
    this.subpaths = new SubpathMounts(directory);
  }

  /**
   * Settles the mounts of a new container: makes missing volumes, fills empty ones from the image,
   * and notes that the container has them. When it fails nothing is left.
   *
   * @throws DrydockException of kind INVALID in Docker's words for what cannot be
   */
  public List<MountPoint> plan(MountRequest request) {
    return new MountPlan(volumes, images, request).make();
  }

  /**
   * Makes the sources ready and returns the mounts in the order in which they have to be made. They
   * stay ready until as many calls of {@link #deactivate}. When it fails nothing stays mounted.
   *
   * @param tmpfs options by path, as {@code --tmpfs} has them
   */
  public List<ResolvedMount> activate(
      String containerId, List<MountPoint> mounts, Map<String, String> tmpfs) {
    var resolved = new ArrayList<ResolvedMount>();
    hold(containerId);
    try {
      for (MountPoint mount : mounts) {
        resolved.add(resolve(containerId, mount));
      }
    } catch (RuntimeException e) {
      deactivate(containerId, mounts);
      throw e;
    }
    tmpfs.forEach(
        (path, options) -> resolved.add(memory(MountPaths.clean(path), TmpfsOptions.of(options))));
    resolved.sort(
        Comparator.comparingInt((ResolvedMount each) -> MountPaths.depth(each.destination()))
            .thenComparing(ResolvedMount::destination));
    return List.copyOf(resolved);
  }

  private synchronized void hold(String containerId) {
    holders.merge(containerId, 1, Integer::sum);
  }

  /** Whether nobody needs the mounts any more. */
  private synchronized boolean letGo(String containerId) {
    return holders.computeIfPresent(containerId, (_, count) -> count > 1 ? count - 1 : null)
        == null;
  }

  private ResolvedMount resolve(String containerId, MountPoint mount) {
    return switch (mount.type()) {
      case BIND -> bind(mount);
      case VOLUME -> volume(containerId, mount);
      case IMAGE -> part(containerId, mount, images.mount(viewKey(containerId, mount)));
      case TMPFS ->
          memory(mount.destination(), TmpfsOptions.withDefaults(mount.details().tmpfsOptions()));
    };
  }

  private ResolvedMount volume(String containerId, MountPoint mount) {
    ResolvedMount resolved = part(containerId, mount, volumes.activate(mount.name(), containerId));
    volumes.listener().mounted(volumes.get(mount.name()), containerId, mount);
    return resolved;
  }

  private static ResolvedMount bind(MountPoint mount) {
    Path source = Path.of(mount.source());
    if (!Files.exists(source)) {
      if (!mount.details().createSource()) {
        throw MountErrors.noSource(mount.source());
      }
      try {
        Files.createDirectories(source);
      } catch (IOException e) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "error while creating mount source path '" + source + "': mkdir: " + e.getMessage(),
            e);
      }
    }
    HostMounts.checkPropagation(mount.source(), mount.propagation());
    return of(mount, mount.source());
  }

  private ResolvedMount part(String containerId, MountPoint mount, Path whole) {
    String subpath = mount.details().subpath();
    Path source =
        subpath.isEmpty()
            ? whole
            : subpaths.mount(containerId, key(mount.destination()), whole, subpath);
    return of(mount, source.toString());
  }

  private static ResolvedMount of(MountPoint mount, String source) {
    String propagation = mount.propagation().isEmpty() ? "rprivate" : mount.propagation();
    String kind = mount.details().recursive() ? "rbind" : "bind";
    return new ResolvedMount(
        mount.type(),
        mount.name(),
        source,
        mount.destination(),
        List.of(kind, propagation),
        access(mount),
        propagation);
  }

  private static Access access(MountPoint mount) {
    if (mount.readWrite()) {
      return Access.READ_WRITE;
    }
    return switch (mount.details().readOnly()) {
      case RECURSIVE_IF_POSSIBLE -> Access.READ_ONLY_RECURSIVE_IF_POSSIBLE;
      case RECURSIVE -> Access.READ_ONLY_RECURSIVE;
      case TOP_ONLY -> Access.READ_ONLY;
    };
  }

  private static ResolvedMount memory(String destination, List<String> options) {
    Access access = options.contains("ro") ? Access.READ_ONLY : Access.READ_WRITE;
    return new ResolvedMount(MountType.TMPFS, "", "tmpfs", destination, options, access, "");
  }

  /** Lets go of what {@link #activate} mounted: the container has ended, or the copying has. */
  public void deactivate(String containerId, List<MountPoint> mounts) {
    if (letGo(containerId)) {
      unmount(containerId, mounts);
    }
  }

  private void unmount(String containerId, List<MountPoint> mounts) {
    subpaths.release(containerId);
    for (MountPoint mount : mounts) {
      switch (mount.type()) {
        case VOLUME -> volumes.deactivate(mount.name(), containerId);
        case IMAGE -> images.unmount(viewKey(containerId, mount));
        case BIND, TMPFS -> {
          // Nothing of them is mounted outside of the container.
        }
      }
    }
  }

  /**
   * Forgets the mounts of a container that is removed.
   *
   * @param anonymousVolumes whether its anonymous volumes go with it, unless others have them
   */
  public void remove(String containerId, List<MountPoint> mounts, boolean anonymousVolumes) {
    while (!letGo(containerId)) {
      // Nobody may need them any more.
    }
    unmount(containerId, mounts);
    for (MountPoint mount : mounts) {
      if (mount.type() == MountType.IMAGE) {
        images.remove(viewKey(containerId, mount));
      }
      if (mount.type() == MountType.VOLUME) {
        volumes.release(mount.name(), containerId);
        if (anonymousVolumes && mount.details().anonymous()) {
          removeUnlessInUse(mount.name());
        }
      }
    }
  }

  private void removeUnlessInUse(String volume) {
    try {
      volumes.remove(volume, true);
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.CONFLICT) {
        throw e;
      }
      // Another container shares it.
    }
  }

  /**
   * Takes up what an earlier engine process left: for each container that there is once, before
   * {@link #settle}. For one that runs it counts as {@link #activate}.
   */
  public void recover(String containerId, List<MountPoint> mounts, boolean running) {
    if (running) {
      hold(containerId);
    }
    for (MountPoint mount : mounts) {
      if (mount.type() == MountType.VOLUME && volumes.refer(mount.name(), containerId) && running) {
        volumes.activate(mount.name(), containerId);
      }
    }
  }

  /** Ends the recovery: what is mounted for no running container is unmounted. */
  public synchronized void settle() {
    subpaths.releaseAllBut(holders.keySet());
    volumes.settle();
  }

  /** The name of the view of an image that a mount shows. */
  static String viewKey(String containerId, MountPoint mount) {
    return containerId + "-" + key(mount.destination());
  }

  private static String key(String destination) {
    return Digest.of(destination.getBytes(StandardCharsets.UTF_8))
        .encoded()
        .substring(0, KEY_LENGTH);
  }
}
