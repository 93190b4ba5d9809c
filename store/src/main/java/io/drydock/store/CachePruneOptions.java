package io.drydock.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of the build cache to remove, as {@code docker builder prune} says it.
 *
 * @param all whether cache directories go too, not only records and the layers that they keep
 * @param unusedSince keeps what was of use at this time or later
 * @param keepBytes how many bytes of the most recently used may stay; 0 for none
 */
public record CachePruneOptions(boolean all, Optional<Instant> unusedSince, long keepBytes) {}
