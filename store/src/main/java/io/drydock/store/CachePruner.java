package io.drydock.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes build records and cache directories, the least recently used first. */
final class CachePruner {
  private final Path root;
  private final Locks locks;
  private final Path trash;

  CachePruner(Path root, Locks locks, Path trash) {
    this.root = root;
    this.locks = locks;
    this.trash = trash;
  }

  /** A thing that may go, and how much that frees. */
  private record Candidate(Instant lastUsed, long bytes, Removal removal) {}

  private interface Removal {
    void run() throws IOException;
  }

  void prune(CachePruneOptions options) throws IOException {
    List<Candidate> candidates = records();
    if (options.all()) {
      candidates.addAll(directories());
    }
    candidates.sort(Comparator.comparing(Candidate::lastUsed).reversed());
    long kept = 0;
    for (Candidate each : candidates) {
      boolean recent =
          options.unusedSince().filter(since -> !each.lastUsed.isBefore(since)).isPresent();
      if (recent || (options.keepBytes() > 0 && kept + each.bytes <= options.keepBytes())) {
        kept += each.bytes;
      } else {
        each.removal.run();
      }
    }
  }

  private List<Candidate> records() throws IOException {
    var layerSizes = new LayerSizes(root);
    Set<Layers.Id> counted = new HashSet<>();
    var candidates = new ArrayList<Candidate>();
    for (RecordFiles records : RecordFiles.all(root)) {
      for (Records.Entry record : records.list()) {
        long bytes = record.size();
        for (Layers.Id layer : record.layers()) {
          bytes += counted.add(layer) ? layerSizes.onDisk(layer) : 0;
        }
        candidates.add(new Candidate(record.lastUsed(), bytes, () -> records.delete(record.key())));
      }
    }
    return candidates;
  }

  private List<Candidate> directories() throws IOException {
    var candidates = new ArrayList<Candidate>();
    for (Path directory : Disk.list(root.resolve("caches"))) {
      Instant lastUsed = Files.getLastModifiedTime(directory).toInstant();
      candidates.add(
          new Candidate(lastUsed, DiskUsage.of(directory), () -> removeUnused(directory)));
    }
    return candidates;
  }

  private void removeUnused(Path directory) throws IOException {
    Optional<LockFile.Hold> hold = CacheDirectory.tryTake(locks.caches, directory);
    if (hold.isPresent()) {
      try (LockFile.Hold _ = hold.get()) {
        Path target = trash.resolve(Disk.name(directory));
        Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
