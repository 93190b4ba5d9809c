package io.drydock.store;

import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Takes things out of the build cache, the least recently used first. */
final class CachePruner {
  /** Files of archives that a build may be about to read. */
  private static final Duration IN_HAND = Duration.ofMinutes(10);

  private final Path root;
  private final Locks locks;
  private final Path trash;

  CachePruner(Path root, Locks locks, Path trash) {
    this.root = root;
    this.locks = locks;
    this.trash = trash;
  }

  /** Returns what went. */
  List<CacheItem> prune(CachePruneOptions options, Set<Digest> imageLayers) throws IOException {
    var inventory = new CacheInventory(root);
    List<CacheItem> candidates =
        inventory.all(imageLayers).stream()
            .filter(item -> isMeant(item, options))
            .sorted(Comparator.comparing(CacheItem::lastUsed).reversed())
            .toList();
    long used = candidates.stream().mapToLong(CachePruner::counted).sum();
    long keep = options.limits().keep(used, Files.getFileStore(root).getUsableSpace());
    long kept = 0;
    var removed = new ArrayList<CacheItem>();
    for (CacheItem each : candidates) {
      boolean recent =
          options.unusedSince().filter(since -> !each.lastUsed().isBefore(since)).isPresent();
      if (recent || (keep > 0 && kept + counted(each) <= keep)) {
        kept += counted(each);
      } else if (inventory.remove(each, locks, trash)) {
        removed.add(each);
      }
    }
    return removed;
  }

  private static boolean isMeant(CacheItem item, CachePruneOptions options) {
    boolean loose = item.kind() == CacheItem.Kind.STEP && !item.shared();
    boolean inHand =
        item.kind() == CacheItem.Kind.INTERNAL
            && item.lastUsed().isAfter(Instant.now().minus(IN_HAND))
            && item.id().startsWith("archive/");
    return (options.all() || loose) && !inHand && options.filter().test(item);
  }

  /** What removing it would free. */
  private static long counted(CacheItem item) {
    return item.shared() ? 0 : item.bytes();
  }
}
