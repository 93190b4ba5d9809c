package io.drydock.engine.files;

import io.drydock.engine.volume.ContainerMounts;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Copies files in and out of containers as tar archives, running or not, with what is mounted in
 * them. No link that a container makes leads out of it.
 */
public final class Archives {
  private final ContainerFiles files;
  private final ContainerMounts mounts;

  public Archives(ContainerFiles files, ContainerMounts mounts) {
    this.files = files;
    this.mounts = mounts;
  }

  /**
   * Looks a file up; a link in the last component is not followed.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND when it does not exist
   */
  public PathStat stat(ContainerView container, String path) {
    throw new UnsupportedOperationException(files + " " + mounts);
  }

  /**
   * Writes a file or directory as an archive.
   *
   * @param found is told what it is before the first byte
   * @param out not closed
   */
  public void get(
      ContainerView container, String path, Consumer<PathStat> found, OutputStream out) {
    throw new UnsupportedOperationException();
  }

  /**
   * Unpacks an archive, compressed or not, in a directory.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND when there is no such directory,
   *     INVALID when it is none, or where nothing may be written
   */
  public void put(ContainerView container, String path, CopyOptions options, InputStream archive) {
    throw new UnsupportedOperationException();
  }

  /** Writes all files of the container's root file system, without what is mounted in it. */
  public void export(String containerId, OutputStream out) {
    throw new UnsupportedOperationException();
  }
}
