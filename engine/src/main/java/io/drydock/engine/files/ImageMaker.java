package io.drydock.engine.files;

import io.drydock.store.Images;
import io.drydock.store.Store;
import java.io.InputStream;

/** Makes images without a build: from a container, or from an archive of files. */
public final class ImageMaker {
  private final Store store;
  private final ContainerFiles files;

  public ImageMaker(Store store, ContainerFiles files) {
    this.store = store;
    this.files = files;
  }

  /** The image with the container's changes as its top layer, in the store. */
  public Images.Image commit(CommitRequest request) {
    throw new UnsupportedOperationException(store + " " + files);
  }

  /**
   * The image with the archive's files as its only layer, in the store.
   *
   * @param archive compressed or not; read to its end
   * @throws io.drydock.core.DrydockException of kind CORRUPT when it is no tar archive
   */
  public Images.Image importArchive(ImportRequest request, InputStream archive) {
    throw new UnsupportedOperationException();
  }
}
