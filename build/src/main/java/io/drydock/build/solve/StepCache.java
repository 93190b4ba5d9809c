package io.drydock.build.solve;

import io.drydock.store.Layers;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which layer the step of a key made, and when: kept in the store's records. */
final class StepCache {
  private final Records records;
  private final Layers layers;

  StepCache(Store store) {
    this.records = store.records("build");
    this.layers = store.layers();
  }

  /** The layer that the key's step made; empty when that is not known or the layer is gone. */
  Optional<Result.Layer> find(String key) {
    return records.get(key).flatMap(StepCache::decode).filter(each -> layers.contains(each.id()));
  }

  void remember(String key, Result.Layer layer) {
    records.put(key, encode(layer), List.of(layer.id()));
  }

  private static byte[] encode(Result.Layer layer) {
    long created = layer.created().map(Instant::toEpochMilli).orElse(0L);
    return (layer.id().value() + " " + created).getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Result.Layer> decode(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    try {
      Instant created = Instant.ofEpochMilli(Long.parseLong(text.substring(space + 1)));
      var id = new Layers.Id(text.substring(0, space));
      return Optional.of(new Result.Layer(id, Optional.of(created), Optional.empty()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
