package io.drydock.store;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which images to remove, as {@code docker image prune} says it.
 *
 * @param all whether named images go too, not only those without a name
 * @param until keeps images that were created at this time or later
 * @param labels that an image must have or not have to go
 * @param inUse manifests and image IDs that stay in any case, as those of containers
 */
public record PruneOptions(
    boolean all, Optional<Instant> until, List<LabelFilter> labels, Set<Digest> inUse) {
  /** Only images without a name. */
  public static final PruneOptions DANGLING =
      new PruneOptions(false, Optional.empty(), List.of(), Set.of());

  /** Every image. */
  public static final PruneOptions ALL =
      new PruneOptions(true, Optional.empty(), List.of(), Set.of());

  public PruneOptions {
    labels = List.copyOf(labels);
    inUse = Set.copyOf(inUse);
  }

  /** The same, which keep some more images. */
  PruneOptions keeping(Set<Digest> more) {
    var all = new HashSet<>(inUse);
    all.addAll(more);
    return new PruneOptions(this.all, until, labels, all);
  }

  /**
   * A condition on a label.
   *
   * @param value that it must have; empty for any
   * @param negated whether an image must not match to go ({@code label!=})
   */
  public record LabelFilter(String key, Optional<String> value, boolean negated) {
    /**
     * The filter that {@code key} or {@code key=value} means.
     *
     * @throws DrydockException of kind INVALID without a key
     */
    public static LabelFilter parse(String text, boolean negated) {
      int equals = text.indexOf('=');
      String key = equals < 0 ? text : text.substring(0, equals);
      if (key.isEmpty()) {
        throw new DrydockException(ErrorKind.INVALID, "invalid label filter \"" + text + "\"");
      }
      Optional<String> value =
          equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
      return new LabelFilter(key, value, negated);
    }

    boolean accepts(Map<String, String> labels) {
      String actual = labels.get(key);
      boolean matches = actual != null && (value.isEmpty() || value.get().equals(actual));
      return matches != negated;
    }
  }
}
