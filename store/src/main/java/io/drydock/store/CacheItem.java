package io.drydock.store;

import java.time.Instant;
import java.util.List;

/**
 * One thing that the build cache keeps and can do without.
 *
 * @param id names it in the store
 * @param shared whether an image has it too, so that removing it frees nothing
 * @param keys of the records that lead to a step's layer, or that are what is kept
 * @param description of a cache mount the name that the user gave it; of a step empty
 */
public record CacheItem(
    String id,
    Kind kind,
    long bytes,
    boolean shared,
    Instant made,
    Instant lastUsed,
    List<String> keys,
    String description) {
  public CacheItem {
    keys = List.copyOf(keys);
  }

  /** What it is. */
  public enum Kind {
    /** A layer that a build step made, and what leads to it. */
    STEP("regular"),
    /** The directory of a cache mount. */
    MOUNT("exec.cachemount"),
    /** A file of a package archive, or a small note about something fetched. */
    INTERNAL("internal");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** What BuildKit calls the type. */
    public String type() {
      return type;
    }
  }
}
