package io.drydock.store;

import java.nio.file.Path;

/** The store below one root directory: the way in to its parts. */
public final class Store implements AutoCloseable {
  private final Path root;

  private Store(Path root) {
    this.root = root;
  }

  /** Opens the store, and makes it where there is none. Takes no lock and reads no index. */
  public static Store open(Path root) {
    return new Store(root);
  }

  public Path root() {
    return root;
  }

  public Blobs blobs() {
    throw new UnsupportedOperationException();
  }

  public Images images() {
    throw new UnsupportedOperationException();
  }

  public Layers layers() {
    throw new UnsupportedOperationException();
  }

  /**
   * Keeps everything that this process adds or touches from garbage collection until it is closed
   * or the process ends.
   */
  public Lease lease() {
    throw new UnsupportedOperationException();
  }

  /**
   * A new empty directory on the store's file system for work in progress; removed by the collector
   * once this process is gone.
   */
  public Path scratch(String purpose) {
    throw new UnsupportedOperationException(purpose);
  }

  @Override
  public void close() {}
}
