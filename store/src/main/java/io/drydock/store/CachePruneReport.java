package io.drydock.store;

import java.util.List;

/**
 * What pruning the build cache removed.
 *
 * @param bytes of files that were deleted
 */
public record CachePruneReport(List<CacheItem> items, long bytes) {
  public CachePruneReport {
    items = List.copyOf(items);
  }
}
