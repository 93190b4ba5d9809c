package io.drydock.distribution;

import io.drydock.oci.Digest;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * In which repositories a blob or manifest is known to be, as the last pulls and pushes found: a
 * record a blob, with a line {@code domain/path} for each, the newest first. A hint and no more: a
 * registry may have forgotten the blob, and the record may be gone.
 */
public final class Whereabouts {
  private static final int MOST = 8;

  private final Records records;

  public Whereabouts(Store store) {
    this.records = store.records("sources");
  }

  /** Names of repositories, the newest first. */
  public List<String> of(Digest blob) {
    return records
        .get(blob.toString())
        .map(each -> new String(each, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  void add(Digest blob, String repository) {
    List<String> known = of(blob);
    if (!known.isEmpty() && known.getFirst().equals(repository)) {
      return;
    }
    var names = new LinkedHashSet<String>();
    names.add(repository);
    names.addAll(known);
    String lines = String.join("\n", names.stream().limit(MOST).toList());
    records.put(blob.toString(), lines.getBytes(StandardCharsets.UTF_8));
  }
}
