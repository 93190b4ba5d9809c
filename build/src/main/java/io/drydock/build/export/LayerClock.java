package io.drydock.build.export;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Layers;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sets the times of a layer's files back to a moment, where they are later. */
final class LayerClock {
  private final Store store;
  private final Records records;

  LayerClock(Store store) {
    this.store = store;
    this.records = store.records("set-back");
  }

  /** The layer with no file younger than the moment; the same one if there is none. */
  Layers.Id atMost(Layers.Id id, Instant moment) {
    Digest tar = store.layers().tar(id).digest();
    String key = tar + "@" + moment.getEpochSecond();
    Optional<Layers.Id> known =
        records
            .get(key)
            .map(value -> new Layers.Id(new String(value, StandardCharsets.UTF_8)))
            .filter(store.layers()::contains);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      Layers.Id rewritten = rewrite(tar, moment);
      records.put(key, rewritten.value().getBytes(StandardCharsets.UTF_8), List.of(rewritten));
      return rewritten;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.EXHAUSTED, "cannot rewrite layer " + id.value() + ": " + e.getMessage(), e);
    }
  }

  private Layers.Id rewrite(Digest tar, Instant moment) throws IOException {
    try (Layers.Builder builder = store.layers().build()) {
      new LayerCopy(store.blobs(), tar).to(new SetBack(builder, moment));
      return builder.commit();
    }
  }

  /** Hands everything on with a time that is not after the moment. */
  private record SetBack(Layers.Builder builder, Instant moment) implements LayerCopy.Target {
    @Override
    public void file(Entry file, InputStream content) {
      builder.add(earlier(file), content);
    }

    @Override
    public void other(Entry entry) {
      builder.add(earlier(entry));
    }

    @Override
    public void whiteout(String path) {
      builder.whiteout(path);
    }

    @Override
    public void opaque(String directory) {
      builder.opaque(directory);
    }

    private Entry earlier(Entry entry) {
      return entry.modified().isAfter(moment) ? entry.withModified(moment) : entry;
    }
  }
}
