package io.drydock.build.cache;

import io.drydock.oci.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the records of a cache document that stand for keys of BuildKit. */
final class LlbMatcher {
  private final CacheDocument document;
  private final Map<Digest, List<Integer>> byDigest = new HashMap<>();
  private final IdentityHashMap<LlbKey, Set<Integer>> matched = new IdentityHashMap<>();

  LlbMatcher(CacheDocument document) {
    this.document = document;
    for (int i = 0; i < document.records().size(); i++) {
      byDigest.computeIfAbsent(document.records().get(i).digest(), any -> new ArrayList<>()).add(i);
    }
  }

  /** Whether any record has inputs: without them there is nothing to find. */
  boolean isEmpty() {
    return document.records().stream().allMatch(each -> each.inputs().isEmpty());
  }

  /** The records of any of the keys. */
  List<CacheDocument.Entry> find(List<LlbKey> keys) {
    var found = new ArrayList<CacheDocument.Entry>();
    for (LlbKey each : keys) {
      indexes(each).forEach(index -> found.add(document.records().get(index)));
    }
    return found;
  }

  /** The keys that a key is made of were asked for before, so this goes one step deep. */
  private Set<Integer> indexes(LlbKey key) {
    Set<Integer> present = matched.get(key);
    if (present != null) {
      return present;
    }
    Set<Integer> found = new HashSet<>();
    for (Digest digest : key.digests()) {
      for (int index : byDigest.getOrDefault(digest, List.of())) {
        if (fits(document.records().get(index), key)) {
          found.add(index);
        }
      }
    }
    matched.put(key, found);
    return found;
  }

  private boolean fits(CacheDocument.Entry record, LlbKey key) {
    if (record.inputs().size() != key.inputs().size()) {
      return false;
    }
    for (int i = 0; i < key.inputs().size(); i++) {
      Set<Integer> wanted = new HashSet<>();
      key.inputs().get(i).forEach(each -> wanted.addAll(indexes(each)));
      boolean linked =
          record.inputs().get(i).stream()
              .anyMatch(link -> link.selector().isEmpty() && wanted.contains(link.record()));
      if (!linked) {
        return false;
      }
    }
    return true;
  }
}
