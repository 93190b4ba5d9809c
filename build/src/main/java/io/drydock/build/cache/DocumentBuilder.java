package io.drydock.build.cache;

import io.drydock.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a cache document together: layers once, records in the order in which they come. */
final class DocumentBuilder {
  private final List<CacheDocument.Layer> layers = new ArrayList<>();
  private final Map<String, Integer> chains = new HashMap<>();
  private final List<CacheDocument.Entry> records = new ArrayList<>();

  /**
   * The index of the chain's upper layer.
   *
   * @param blobs base first
   */
  int chain(List<Digest> blobs) {
    int parent = CacheDocument.NO_PARENT;
    for (Digest each : blobs) {
      String name = parent + " " + each.encoded();
      Integer known = chains.get(name);
      if (known == null) {
        layers.add(new CacheDocument.Layer(each, parent, Optional.empty()));
        known = layers.size() - 1;
        chains.put(name, known);
      }
      parent = known;
    }
    return parent;
  }

  /** Adds a record that says all that matters in its key. */
  void add(String key, int layer, Optional<Instant> created) {
    records.add(
        new CacheDocument.Entry(
            new Digest("sha256", key),
            List.of(new CacheDocument.Output(layer, created)),
            List.of()));
  }

  CacheDocument build() {
    return new CacheDocument(layers, records);
  }
}
