package io.drydock.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Prunes the build cache now and then, without being asked: what was of no use for long, and what
 * is too much for the disk. Sizes are only counted where the disk is fuller than the limits allow.
 */
public final class AutomaticCollection {
  private static final String STAMP = "collected";
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Path root;
  private final Collector collector;
  private final Policy policy;

  /**
   * When something goes.
   *
   * @param unusedFor what was of no use for so long
   * @param reservedPercent of the disk that the cache may always have
   * @param maxUsedPercent of the disk that it may have at most
   * @param minFreePercent of the disk that should be free
   */
  public record Policy(
      Duration unusedFor, int reservedPercent, int maxUsedPercent, int minFreePercent) {
    /** As BuildKit does it: 60 days; a tenth of the disk, at most six, two should be free. */
    public static final Policy DEFAULT = new Policy(Duration.ofDays(60), 10, 60, 20);

    CachePruneOptions.Limits limits(long diskBytes) {
      return new CachePruneOptions.Limits(
          diskBytes / 100 * reservedPercent,
          diskBytes / 100 * maxUsedPercent,
          diskBytes / 100 * minFreePercent);
    }
  }

  public AutomaticCollection(Store store, Policy policy) {
    this.root = store.root();
    this.collector = store.collector();
    this.policy = policy;
  }

  /** Looks whether something has to go, unless that was looked at within the hour. */
  public void runIfDue() {
    try {
      if (isDue()) {
        run();
      }
    } catch (IOException e) {
      throw Disk.failure("look after the build cache", root, e);
    }
  }

  private boolean isDue() throws IOException {
    Path stamp = root.resolve(STAMP);
    Instant now = Instant.now();
    try {
      if (Files.getLastModifiedTime(stamp).toInstant().plus(INTERVAL).isAfter(now)) {
        return false;
      }
      Files.setLastModifiedTime(stamp, FileTime.from(now));
    } catch (NoSuchFileException e) {
      Files.write(stamp, new byte[0]);
    }
    return true;
  }

  private void run() throws IOException {
    Instant since = Instant.now().minus(policy.unusedFor());
    if (isAnythingUnusedSince(since)) {
      collector.pruneCache(CachePruneOptions.of(true).unusedSince(since));
    }
    FileStore disk = Files.getFileStore(root);
    long total = disk.getTotalSpace();
    CachePruneOptions.Limits limits = policy.limits(total);
    long free = disk.getUsableSpace();
    if (free < limits.minFree() || total - free > limits.maxUsed()) {
      collector.pruneCache(CachePruneOptions.of(true).limits(limits));
    }
  }

  /** Looks at times only. */
  private boolean isAnythingUnusedSince(Instant since) throws IOException {
    for (RecordFiles each : RecordFiles.all(root)) {
      for (Path record : each.files()) {
        if (isOlder(record, since)) {
          return true;
        }
      }
    }
    for (Path directory : Disk.list(root.resolve("caches"))) {
      if (isOlder(directory, since)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOlder(Path file, Instant since) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(since);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
