package io.drydock.engine.files;

import io.drydock.engine.volume.ImageFiles;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The root file systems of all containers: each a directory of its own over the layers of its
 * image, which stay in the store as long as the container is there. What is mounted stays so when
 * the engine dies.
 */
public final class ContainerFiles {
  private ContainerFiles(Store store, Path directory) {
    throw new UnsupportedOperationException(store + " " + directory);
  }

  /** The file systems below a directory, which is made where it does not exist. */
  public static ContainerFiles open(Store store, Path directory) {
    return new ContainerFiles(store, directory);
  }

  /**
   * Makes the file system of a new container.
   *
   * @param options of {@code --storage-opt}
   * @throws io.drydock.core.DrydockException of kind UNSUPPORTED for an option
   */
  public void create(String containerId, Images.Image image, Map<String, String> options) {
    throw new UnsupportedOperationException();
  }

  /**
   * Mounts the file system and returns where; it stays mounted until as many calls of {@link
   * #unmount}.
   */
  public Path mount(String containerId) {
    throw new UnsupportedOperationException();
  }

  public void unmount(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** Unmounts and removes the file system, and lets go of its layers. */
  public void remove(String containerId) {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes up what an earlier engine process left: keeps the mounts of running containers (each
   * counts as one {@link #mount}), ends the others, and removes what belongs to no container.
   */
  public void recover(Set<String> containers, Set<String> running) {
    throw new UnsupportedOperationException();
  }

  public FileSystemLayout layout(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** Counts what the container wrote. */
  public FileSystemSize size(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** What the container changed, by path. */
  public List<FileChange> changes(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** The config of the container's image, also when the image is gone. */
  public ImageConfig imageConfig(String containerId) {
    throw new UnsupportedOperationException();
  }

  /** The files of an image, as a new container would have them. */
  public FileTree imageTree(Images.Image image) {
    throw new UnsupportedOperationException();
  }

  /** Views of images for mounts of the type image. */
  public ImageFiles imageMounts() {
    throw new UnsupportedOperationException();
  }
}
