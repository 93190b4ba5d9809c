package io.drydock.engine.volume;

import java.util.List;
import java.util.Map;

/**
 * The mounts of containers through their lives: planned when a container is made, made ready before
 * it starts, let go when it has ended, forgotten with it.
 */
public final class ContainerMounts {
  private final Volumes volumes;
  private final ImageFiles images;

  public ContainerMounts(Volumes volumes, ImageFiles images) {
    this.volumes = volumes;
    this.images = images;
  }

  /**
   * Settles the mounts of a new container: makes missing volumes, fills empty ones from the image,
   * and notes that the container has them. When it fails nothing is left.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID in Docker's words for what cannot be
   */
  public List<MountPoint> plan(MountRequest request) {
    throw new UnsupportedOperationException(volumes + " " + images + " " + request);
  }

  /**
   * Makes the sources ready and returns the mounts in the order in which they have to be made. Safe
   * to be called again for a container that is running.
   *
   * @param tmpfs options by path, as {@code --tmpfs} has them
   */
  public List<ResolvedMount> activate(
      String containerId, List<MountPoint> mounts, Map<String, String> tmpfs) {
    throw new UnsupportedOperationException();
  }

  /** Lets go of what {@link #activate} mounted; the container has ended. */
  public void deactivate(String containerId, List<MountPoint> mounts) {
    throw new UnsupportedOperationException();
  }

  /**
   * Forgets the mounts of a container that is removed.
   *
   * @param anonymousVolumes whether its anonymous volumes go with it, unless others have them
   */
  public void remove(String containerId, List<MountPoint> mounts, boolean anonymousVolumes) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes up what an earlier engine process left: for each container that there is once, before
   * {@link #settle}.
   */
  public void recover(String containerId, List<MountPoint> mounts, boolean running) {
    throw new UnsupportedOperationException();
  }

  /** Ends the recovery: what is mounted for no running container is unmounted. */
  public void settle() {
    throw new UnsupportedOperationException();
  }
}
