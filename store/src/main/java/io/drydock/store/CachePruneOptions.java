package io.drydock.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the build cache to remove, as {@code docker builder prune} says it.
 *
 * @param all whether everything may go; else only steps whose layers no image has
 * @param unusedSince keeps what was of use at this time or later
 * @param limits how much may stay
 * @param filter what it refuses stays and does not count
 */
public record CachePruneOptions(
    boolean all, Optional<Instant> unusedSince, Limits limits, Predicate<CacheItem> filter) {

  /** Everything that {@code all} means, whatever its age and size. */
  public static CachePruneOptions of(boolean all) {
    return new CachePruneOptions(all, Optional.empty(), Limits.NONE, item -> true);
  }

  public CachePruneOptions unusedSince(Instant time) {
    return new CachePruneOptions(all, Optional.of(time), limits, filter);
  }

  public CachePruneOptions limits(Limits newLimits) {
    return new CachePruneOptions(all, unusedSince, newLimits, filter);
  }

  /**
   * How much may stay, the most recently used first. All are bytes, 0 for not said.
   *
   * @param reserved may always stay
   * @param maxUsed may not be exceeded
   * @param minFree should be free on the file system afterwards
   */
  public record Limits(long reserved, long maxUsed, long minFree) {
    /** Nothing may stay. */
    public static final Limits NONE = new Limits(0, 0, 0);

    /**
     * How many bytes may stay.
     *
     * @param used by the cache now
     * @param free on the file system now
     */
    long keep(long used, long free) {
      if (maxUsed == 0 && minFree == 0) {
        return reserved;
      }
      long keep = maxUsed > 0 ? Math.min(used, maxUsed) : used;
      long missing = minFree - free;
      if (missing > 0) {
        keep = Math.min(keep, used - missing);
      }
      return Math.max(keep, reserved);
    }
  }
}
