package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/**
 * A directory that build steps keep files in from one build to the next ({@code RUN
 * --mount=type=cache}), held until it is closed.
 */
public final class CacheDirectory implements AutoCloseable {
  /** The file beside the data that holds the ID as the user wrote it. */
  static final String ID_FILE = "id";

  static final String DATA = "data";
  private static final int NAME_LENGTH = 32;

  private final Path data;
  private final LockFile.Hold hold;

  private CacheDirectory(Path data, LockFile.Hold hold) {
    this.data = data;
    this.hold = hold;
  }

  /** Who may use it at the same time, as the mount's {@code sharing} option says. */
  public enum Sharing {
    /** Everybody but a locked one. */
    SHARED,
    /** Nobody else: others wait. */
    LOCKED,
    /** Nobody else: others get a directory of their own. */
    PRIVATE
  }

  /** Gives a new cache directory its first content. */
  @FunctionalInterface
  public interface Filler {
    void fill(Path empty) throws IOException;
  }

  /** The directory to mount. */
  public Path path() {
    return data;
  }

  @Override
  public void close() {
    hold.close();
  }

  static CacheDirectory open(
      Path root, Leases leases, LockFile locks, String id, Sharing sharing, Filler filler) {
    Path caches = root.resolve("caches");
    Taken taken = take(caches, locks, name(id), sharing);
    try {
      if (!Files.exists(taken.directory)) {
        make(taken.directory, leases.temporary("cache"), id, filler);
      }
      Files.setLastModifiedTime(taken.directory, FileTime.from(Instant.now()));
      return new CacheDirectory(taken.directory.resolve(DATA), taken.hold);
    } catch (IOException e) {
      taken.hold.close();
      throw Disk.failure("open cache directory \"" + id + "\"", taken.directory, e);
    } catch (RuntimeException | Error e) {
      taken.hold.close();
      throw e;
    }
  }

  /** The first directory of that ID with nobody else in it; empty when it is new or in use. */
  static Optional<CacheDirectory> openIdle(Path root, LockFile locks, String id) {
    Path directory = root.resolve("caches").resolve(name(id) + "-0");
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    return tryTake(locks, directory).map(hold -> new CacheDirectory(directory.resolve(DATA), hold));
  }

  private static String name(String id) {
    return Digest.of(id.getBytes(StandardCharsets.UTF_8)).encoded().substring(0, NAME_LENGTH);
  }

  /** The exclusive use of a directory in {@code caches}, unless it is in use. */
  static Optional<LockFile.Hold> tryTake(LockFile locks, Path directory) {
    return locks.tryExclusive(LockFile.key(Disk.name(directory)));
  }

  private record Taken(Path directory, LockFile.Hold hold) {}

  private static Taken take(Path caches, LockFile locks, String name, Sharing sharing) {
    Path first = caches.resolve(name + "-0");
    long key = LockFile.key(Disk.name(first));
    return switch (sharing) {
      case SHARED -> new Taken(first, locks.shared(key));
      case LOCKED -> new Taken(first, locks.exclusive(key));
      case PRIVATE -> {
        for (int i = 0; ; i++) {
          Path directory = caches.resolve(name + "-" + i);
          Optional<LockFile.Hold> hold = tryTake(locks, directory);
          if (hold.isPresent()) {
            yield new Taken(directory, hold.get());
          }
        }
      }
    };
  }

  private static void make(Path directory, Path temporary, String id, Filler filler)
      throws IOException {
    try {
      Files.createDirectory(temporary);
      Files.createDirectory(temporary.resolve(DATA));
      filler.fill(temporary.resolve(DATA));
      Files.writeString(temporary.resolve(ID_FILE), id);
      Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Disk.deleteQuietly(temporary);
    } catch (FileSystemException e) {
      Disk.deleteQuietly(temporary);
      if (!Files.exists(directory)) {
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      Disk.deleteQuietly(temporary);
      throw e;
    }
  }
}
