package io.drydock.engine.volume;

import java.nio.file.Path;

/** Files of images for mounting them in containers. */
public interface ImageFiles {
  /**
   * Prepares a writable view of an image for one mount of a container.
   *
   * @param key names the view
   * @param image name or ID
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND when there is no such image
   */
  void create(String key, String image);

  /** Where the files are, mounted until {@link #unmount}, however often this was called. */
  Path mount(String key);

  void unmount(String key);

  /** Forgets the view and what was written to it. */
  void remove(String key);
}
