package io.drydock.build.cache;

import io.drydock.oci.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a cache document together: layers once, records in the order in which they come. */
final class DocumentBuilder {
  private final List<CacheDocument.Layer> layers = new ArrayList<>();
  private final Map<String, Integer> chains = new HashMap<>();
  private final List<CacheDocument.Entry> records = new ArrayList<>();
  private final List<CacheDocument.Known> steps = new ArrayList<>();
  private final IdentityHashMap<LlbKey, List<Integer>> llb = new IdentityHashMap<>();

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

  /** Adds a step by a key of Drydock. */
  void add(String key, int layer, Optional<Instant> created) {
    steps.add(new CacheDocument.Known(key, new CacheDocument.Output(layer, created)));
  }

  /**
   * Adds the records of keys that BuildKit knows a step by.
   *
   * @param layer the upper layer of what the step made
   */
  void add(List<LlbKey> keys, int layer, Optional<Instant> created) {
    for (LlbKey each : keys) {
      for (int index : indexes(each)) {
        CacheDocument.Entry record = records.get(index);
        if (record.results().isEmpty()) {
          records.set(
              index,
              new CacheDocument.Entry(
                  record.digest(),
                  List.of(new CacheDocument.Output(layer, created)),
                  record.inputs()));
        }
      }
    }
  }

  private List<Integer> indexes(LlbKey key) {
    List<Integer> present = llb.get(key);
    if (present != null) {
      return present;
    }
    var inputs = new ArrayList<List<CacheDocument.Link>>();
    for (List<LlbKey> each : key.inputs()) {
      var links = new ArrayList<CacheDocument.Link>();
      for (LlbKey input : each) {
        indexes(input).forEach(index -> links.add(new CacheDocument.Link(index, "")));
      }
      inputs.add(links);
    }
    var indexes = new ArrayList<Integer>();
    for (Digest digest : key.digests()) {
      indexes.add(records.size());
      records.add(new CacheDocument.Entry(digest, List.of(), inputs));
    }
    llb.put(key, indexes);
    return indexes;
  }

  CacheDocument build() {
    return new CacheDocument(layers, records, steps);
  }
}
