package io.drydock.build.solve;

import io.drydock.store.Layers;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which layer the step of a key made, and when: kept in the store's records. What these do not know
 * may come from builds elsewhere; then only the layer's place is known until somebody needs it.
 */
final class StepCache {
  private final Records records;
  private final Layers layers;
  private final LayerAccess access;
  private final ImportedSteps imports;
  private final Map<String, Arrived> arrived = new ConcurrentHashMap<>();

  /** A layer from elsewhere that a step was found to have made. */
  private record Arrived(Result.Layer layer, String title) {}

  StepCache(Store store, LayerAccess access, ImportedSteps imports) {
    this.records = store.records("build");
    this.layers = store.layers();
    this.access = access;
    this.imports = imports;
  }

  /** The layer that the key's step made; empty when that is not known or the layer is gone. */
  Optional<Result.Layer> find(StepKey key) throws IOException {
    Optional<Result.Layer> here = find(key.local());
    return here.isPresent() || imports.isEmpty() ? here : elsewhere(key);
  }

  /** The layer that a key led to in this store. */
  Optional<Result.Layer> find(String key) {
    Optional<byte[]> value = records.get(key);
    return value.isEmpty()
        ? Optional.empty()
        : decode(value.get()).filter(each -> layers.contains(each.id()));
  }

  private Optional<Result.Layer> elsewhere(StepKey key) throws IOException {
    Optional<ImportedSteps.Imported> found = imports.find(key.with(LayerNames.portable(layers)));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(arrived(key, found.get(), ""));
  }

  /** Notes that a step's layer was found elsewhere. */
  Result.Layer arrived(StepKey key, ImportedSteps.Imported imported, String title)
      throws IOException {
    Result.Layer layer = layer(imported);
    arrived.put(key.local(), new Arrived(layer, title));
    return layer;
  }

  private Result.Layer layer(ImportedSteps.Imported imported) {
    var id = Layers.Id.of(imported.diffId());
    if (id.equals(EmptyLayer.ID)) {
      return new Result.Layer(EmptyLayer.in(layers), imported.created(), Optional.empty());
    }
    if (layers.contains(id)) {
      return new Result.Layer(id, imported.created(), Optional.empty());
    }
    access.offer(id, imported.fetch());
    return new Result.Layer(id, imported.created(), Optional.of(imported.blob().bare()));
  }

  /**
   * Remembers a step's layer by the key of this store.
   *
   * @param title of the step, for people
   */
  void remember(StepKey key, Result.Layer layer, String title) throws IOException {
    remember(key.local(), layer, title);
  }

  void remember(String key, Result.Layer layer, String title) {
    if (layer.blob().isPresent() && !layers.contains(layer.id())) {
      arrived.put(key, new Arrived(layer, title));
    } else {
      records.put(key, encode(layer, title), List.of(layer.id()));
    }
  }

  /** Remembers the steps from elsewhere whose layers this build has brought here. */
  void rememberArrived() {
    arrived.forEach((key, each) -> {
      if (layers.contains(each.layer.id())) {
        records.put(key, encode(each.layer, each.title), List.of(each.layer.id()));
      }
    });
  }

  private static byte[] encode(Result.Layer layer, String title) {
    long created = layer.created().map(Instant::toEpochMilli).orElse(0L);
    String text = layer.id().value() + " " + created + " " + title;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The title of the step that the record's value tells of. */
  static String title(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    int space = text.indexOf(' ', text.indexOf(' ') + 1);
    return space < 0 ? "" : text.substring(space + 1);
  }

  private static Optional<Result.Layer> decode(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    try {
      int end = text.indexOf(' ', space + 1);
      String time = text.substring(space + 1, end < 0 ? text.length() : end);
      Instant created = Instant.ofEpochMilli(Long.parseLong(time));
      var id = new Layers.Id(text.substring(0, space));
      return Optional.of(new Result.Layer(id, Optional.of(created), Optional.empty()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
