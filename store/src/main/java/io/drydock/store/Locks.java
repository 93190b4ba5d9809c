package io.drydock.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The locks of one store, one file for each concern. Where several are held at once they were taken
 * in the order in which they stand here.
 */
final class Locks implements AutoCloseable {
  private static final Map<Path, Locks> OPEN = new HashMap<>();

  /** One key a piece of work: who does it. Taken before all others. */
  final LockFile claims;

  /** One key a layer: who makes one of its forms. */
  final LockFile layers;

  /** One key a blob: who downloads it. */
  final LockFile downloads;

  /** One key a cache directory: who uses it. */
  final LockFile caches;

  /** Held shared while something is found and pinned, exclusively while garbage is swept. */
  final LockFile collection;

  /** Who changes {@code index.json}. */
  final LockFile images;

  private final Path root;
  private int users;

  private Locks(Path root) {
    this.root = root;
    Path directory = root.resolve("locks");
    claims = new LockFile(directory.resolve("claims"));
    collection = new LockFile(directory.resolve("collection"));
    layers = new LockFile(directory.resolve("layers"));
    downloads = new LockFile(directory.resolve("downloads"));
    caches = new LockFile(directory.resolve("caches"));
    images = new LockFile(directory.resolve("images"));
  }

  /** The locks of the store, the same for all who have it open in this process. */
  static Locks open(Path realRoot) {
    synchronized (OPEN) {
      Locks locks = OPEN.get(realRoot);
      if (locks == null) {
        locks = new Locks(realRoot);
        OPEN.put(realRoot, locks);
      }
      locks.users++;
      return locks;
    }
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(root);
        claims.close();
        collection.close();
        layers.close();
        downloads.close();
        caches.close();
        images.close();
      }
    }
  }
}
