package io.drydock.store;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The store below one root directory: the way in to its parts. */
public final class Store implements AutoCloseable {
  private static final String LAYOUT_FILE = "oci-layout";
  private static final String LAYOUT_VERSION = "1.0.0";
  private static final String[] DIRECTORIES = {
    "blobs/sha256", "layers", "locks", "leases", "tmp", "partial", "records", "caches", "unsettled"
  };

  private final Path root;
  private final Locks locks;
  private final Leases leases;
  private final BlobDirectory blobs;
  private final ImageIndexFile images;
  private final LayerDirectory layers;
  private final Map<String, Records> records = new ConcurrentHashMap<>();

  private Store(Path root) {
    this.root = root;
    locks = Locks.open(root);
    leases = new Leases(root, locks);
    blobs = new BlobDirectory(root, leases, locks);
    images = new ImageIndexFile(root, blobs, leases, locks);
    layers = new LayerDirectory(root, blobs, leases, locks);
  }

  /**
   * Opens the store, and makes it where there is none. Takes no lock and reads no index.
   *
   * @throws DrydockException of kind UNSUPPORTED when the directory holds a layout of another
   *     version, FORBIDDEN when it cannot be entered
   */
  public static Store open(Path root) {
    try {
      if (!Files.exists(root.resolve(LAYOUT_FILE))) {
        initialise(root);
      }
      checkLayout(root.resolve(LAYOUT_FILE));
      return new Store(root.toRealPath());
    } catch (IOException e) {
      throw Disk.failure("open the store", root, e);
    }
  }

  /** The store's directory, absolute and without links. */
  public Path root() {
    return root;
  }

  public Blobs blobs() {
    return blobs;
  }

  public Images images() {
    return images;
  }

  public Layers layers() {
    return layers;
  }

  /**
   * Small records by key, of one purpose, as {@code build} for what a build step made.
   *
   * @param purpose names them: {@code [a-z0-9-]{1,40}}
   */
  public Records records(String purpose) {
    return records.computeIfAbsent(purpose, name -> Records.open(root, name, leases));
  }

  /** Which containers use which images. */
  public ImageUses uses() {
    return new ImageUses(records("container"));
  }

  /**
   * The right to do some work that is worth doing once only, over all processes. Waits as long as
   * another has it; when that one is killed, the right is free.
   *
   * @param work names it
   * @param waiting told once when another has it
   * @throws DrydockException of kind CANCELLED when interrupted while waiting
   */
  public Claim claim(String work, Runnable waiting) {
    long key = LockFile.key(work);
    Optional<LockFile.Hold> free = locks.claims.tryExclusive(key);
    if (free.isPresent()) {
      return free.get()::close;
    }
    waiting.run();
    return locks.claims.exclusive(key)::close;
  }

  /** As the other one, with a new directory left empty. */
  public CacheDirectory cacheDirectory(String id, CacheDirectory.Sharing sharing) {
    return cacheDirectory(id, sharing, empty -> {});
  }

  /**
   * The directory of a cache mount, for use until it is closed.
   *
   * @param id as the user named it
   * @param filler called with a new directory (root's, 0755), which nobody sees before it is done
   * @throws DrydockException of kind CANCELLED when interrupted while another uses a locked one
   */
  public CacheDirectory cacheDirectory(
      String id, CacheDirectory.Sharing sharing, CacheDirectory.Filler filler) {
    return CacheDirectory.open(root, leases, locks.caches, id, sharing, filler);
  }

  /**
   * The directory that cache mounts of that name have used, with nobody else in it until it is
   * closed; empty when there is none, or somebody uses it now.
   */
  public Optional<CacheDirectory> idleCacheDirectory(String id) {
    return CacheDirectory.openIdle(root, locks.caches, id);
  }

  /** Finds and removes what nothing needs, counts what there is, and checks it. */
  public Collector collector() {
    return new Collector(root, blobs, images, locks, leases, uses());
  }

  /**
   * Keeps everything that this process adds or touches from garbage collection until it is closed
   * or the process ends.
   */
  public Lease lease() {
    return leases.acquire();
  }

  /**
   * A new empty directory on the store's file system for work in progress; removed when the store
   * is closed, or by the collector once this process is gone.
   */
  public Path scratch(String purpose) {
    Path directory = leases.temporary(purpose);
    try {
      return Files.createDirectory(directory);
    } catch (IOException e) {
      throw Disk.failure("make a temporary directory", directory, e);
    }
  }

  /** Ends this user's leases and removes its temporary files. */
  @Override
  public void close() {
    layers.close();
    leases.close();
    locks.close();
  }

  private static void initialise(Path root) throws IOException {
    if (!Files.exists(root)) {
      Path parent = root.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      createPrivate(root);
    }
    for (String directory : DIRECTORIES) {
      Files.createDirectories(root.resolve(directory));
    }
    Path unique = root.resolve("tmp").resolve("new-" + System.nanoTime());
    Disk.writeNew(unique, ImageIndexFile.EMPTY.toBytes());
    try {
      Files.createLink(root.resolve("index.json"), unique);
    } catch (FileAlreadyExistsException e) {
      // Another process opens the same new store, or did so and was killed.
    }
    Files.delete(unique);
    var layout = new JsonObject();
    layout.addProperty("imageLayoutVersion", LAYOUT_VERSION);
    Disk.writeNew(unique, Json.bytes(layout));
    Disk.publish(unique, root.resolve(LAYOUT_FILE));
  }

  /** Layers hold other systems' setuid programs: nobody but the owner may get at them. */
  private static void createPrivate(Path root) throws IOException {
    try {
      Files.createDirectory(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(root)) {
        throw e;
      }
    }
  }

  private static void checkLayout(Path file) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("it was removed meanwhile", e);
    }
    String version =
        Json.string(Json.object(content, file.toString()), "imageLayoutVersion").orElse("");
    if (!version.equals(LAYOUT_VERSION)) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          file + " has the layout version \"" + version + "\", not " + LAYOUT_VERSION);
    }
  }
}
