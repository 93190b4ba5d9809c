package io.drydock.store;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The removal of what no mark is on. What is to go is renamed into a trash directory while nobody
 * can find and pin anything, and deleted afterwards.
 *
 * <p>Layers go before blobs and indexes before manifests before the rest, so that a sweep that is
 * killed half-way leaves nothing that looks whole and is not.
 */
final class Sweep {
  private static final Duration PARTIAL_AGE = Duration.ofDays(1);
  private static final Duration STRAY_AGE = Duration.ofHours(1);
  private static final int LARGEST_MANIFEST = 4 << 20;

  private enum Rank {
    INDEX,
    MANIFEST,
    CONTENT
  }

  private final Path root;
  private final Locks locks;
  private final Path trash;
  private final List<Path> doomed = new ArrayList<>();
  private final List<Digest> removed = new ArrayList<>();
  private int serial;

  /**
   * @param trash a directory on the same file system that the caller made
   */
  Sweep(Path root, Locks locks, Path trash) {
    this.root = root;
    this.locks = locks;
    this.trash = trash;
  }

  /** The blobs that were removed. */
  List<Digest> removedBlobs() {
    return List.copyOf(removed);
  }

  /** Sweeps. The caller holds the collection's lock. */
  void run(Mark mark) throws IOException {
    deadOwners();
    layers(mark);
    blobs(mark);
    partials();
    strays();
  }

  /** Deletes what was renamed away, and tells how many bytes of files that were. */
  long empty() throws IOException {
    long bytes = 0;
    for (Path each : Disk.list(trash)) {
      bytes += DiskUsage.of(each);
      Disk.deleteTree(each);
    }
    for (Path each : doomed) {
      bytes += DiskUsage.of(each);
      Disk.deleteTree(each);
    }
    return bytes;
  }

  private void deadOwners() throws IOException {
    for (Path lease : Disk.list(root.resolve("leases"))) {
      if (Owner.pins(lease).isEmpty()) {
        Files.deleteIfExists(lease);
      }
    }
  }

  private void layers(Mark mark) throws IOException {
    for (Path layer : Disk.list(root.resolve("layers"))) {
      if (!mark.isMarked(new Layers.Id(Disk.name(layer)))) {
        discard(layer);
      }
    }
  }

  private void blobs(Mark mark) throws IOException {
    Map<Rank, List<Path>> garbage = new EnumMap<>(Rank.class);
    for (Path algorithm : Disk.list(root.resolve("blobs"))) {
      for (Path blob : Disk.list(algorithm)) {
        String text = Disk.name(algorithm) + ":" + Disk.name(blob);
        if (!Digest.isValid(text) || !mark.isMarked(Digest.parse(text))) {
          garbage.computeIfAbsent(rank(blob), rank -> new ArrayList<>()).add(blob);
        }
      }
    }
    for (List<Path> files : garbage.values()) {
      for (Path blob : files) {
        discard(blob);
        removed.add(new Digest(Disk.name(Disk.parent(blob)), Disk.name(blob)));
      }
    }
  }

  private void partials() throws IOException {
    for (Path partial : Disk.list(root.resolve("partial"))) {
      if (isOlder(partial, PARTIAL_AGE)) {
        String digest = Disk.name(partial).replaceFirst("-", ":");
        Optional<LockFile.Hold> hold = locks.downloads.tryExclusive(LockFile.key(digest));
        if (hold.isPresent()) {
          discard(partial);
          hold.get().close();
        }
      }
    }
  }

  /**
   * What belongs to nobody in {@code tmp}. A directory there has a lease as long as its owner
   * lives, so one without was left by a sweep that was killed; files are of processes that make the
   * store.
   */
  private void strays() throws IOException {
    for (Path stray : Disk.list(root.resolve("tmp"))) {
      Path lease = root.resolve("leases").resolve(Disk.name(stray));
      boolean left = Files.isDirectory(stray) || isOlder(stray, STRAY_AGE);
      if (left && !Disk.exists(lease)) {
        doomed.add(stray);
      }
    }
  }

  private void discard(Path path) throws IOException {
    Files.move(path, trash.resolve(String.valueOf(++serial)), StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isOlder(Path path, Duration age) throws IOException {
    try {
      Instant modified = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
      return modified.plus(age).isBefore(Instant.now());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Rank rank(Path blob) throws IOException {
    if (Files.size(blob) > LARGEST_MANIFEST) {
      return Rank.CONTENT;
    }
    try (var in = Files.newInputStream(blob)) {
      if (in.read() != '{') {
        return Rank.CONTENT;
      }
    }
    try {
      JsonObject json = Json.object(Files.readAllBytes(blob), Disk.name(blob));
      if (json.has("manifests")) {
        return Rank.INDEX;
      }
      return json.has("layers") ? Rank.MANIFEST : Rank.CONTENT;
    } catch (DrydockException e) {
      return Rank.CONTENT;
    }
  }
}
