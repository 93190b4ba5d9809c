package io.drydock.build;

import io.drydock.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that is said about an image beside its content (image specification, annotations.md).
 *
 * @param platform whose manifest it is for; empty for that of each
 */
public record Annotation(Place place, Optional<Platform> platform, String key, String value) {
  /** Where the annotation is written. */
  public enum Place {
    MANIFEST,
    INDEX,
    /** In the descriptor that points at a manifest. */
    MANIFEST_DESCRIPTOR,
    /** In the descriptor that points at the index. */
    INDEX_DESCRIPTOR
  }

  /** Those for a place of the platform's image, sorted; a later one of the same key wins. */
  static Map<String, String> of(List<Annotation> all, Place place, Optional<Platform> platform) {
    var values = new TreeMap<String, String>();
    for (Annotation each : all) {
      boolean wanted = each.platform.isEmpty() || each.platform.equals(platform);
      if (each.place == place && wanted) {
        values.put(each.key, each.value);
      }
    }
    return values;
  }
}
