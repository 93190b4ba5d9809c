package io.drydock.build.cache;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cache as it was found: what each of its documents says, and where its blobs are. Reading it
 * fetches documents only.
 */
final class RemoteCache {
  /** Where BuildKit keeps an image's own cache in its config, as base64. */
  static final String INLINE = "moby.buildkit.cache.v0";

  /** Where images carry Drydock's steps, likewise. */
  static final String OWN_INLINE = "io.drydock.cache.v0";

  private final Map<Digest, Descriptor> blobs = new HashMap<>();
  private final Map<Digest, Digest> diffIds = new HashMap<>();
  private final Map<String, Descriptor> mounts = new LinkedHashMap<>();
  private final List<CacheDocument> documents = new ArrayList<>();

  private RemoteCache() {}

  /**
   * Reads the cache; empty when there is nothing.
   *
   * @throws DrydockException of kind INVALID when what is there is no cache, or the kinds that
   *     registries are refused with
   */
  static Optional<RemoteCache> read(CacheStorage storage, Store store) {
    Optional<byte[]> manifest = storage.manifest();
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    var cache = new RemoteCache();
    CacheManifest list = CacheManifest.parse(manifest.get());
    if (list.document().isPresent()) {
      storage.fetch(list.document().get());
      list.layers().forEach(cache::add);
      cache.documents.add(CacheDocument.parse(store.blobs().read(list.document().get().digest())));
    } else {
      cache.inline(storage, store, manifest.get());
    }
    return Optional.of(cache);
  }

  private void add(Descriptor blob) {
    blobs.put(blob.digest(), blob);
    String diffId = blob.annotations().getOrDefault(Annotations.DIFF_ID, "");
    if (Digest.isValid(diffId)) {
      diffIds.put(blob.digest(), Digest.parse(diffId));
    }
    if (blob.mediaType().equals(Annotations.MOUNT_TYPE)) {
      mounts.put(blob.annotations().getOrDefault(Annotations.MOUNT_ID, ""), blob);
    }
  }

  /** Reads what an image, or each image of an index, carries in its config. */
  private void inline(CacheStorage storage, Store store, byte[] manifest) {
    if (Json.object(manifest, "manifest").has("config")) {
      image(storage, store, ImageManifest.parse(manifest));
      return;
    }
    for (Descriptor each : ImageIndex.parse(manifest).manifests()) {
      Optional<byte[]> child = storage.manifest(each.digest());
      if (child.isPresent() && Json.object(child.get(), "manifest").has("config")) {
        image(storage, store, ImageManifest.parse(child.get()));
      }
    }
  }

  private void image(CacheStorage storage, Store store, ImageManifest manifest) {
    storage.fetch(manifest.config());
    byte[] bytes = store.blobs().read(manifest.config().digest());
    JsonObject json = Json.object(bytes, "image config");
    Optional<byte[]> records = decoded(json, INLINE);
    Optional<byte[]> steps = decoded(json, OWN_INLINE);
    List<Digest> ids = ImageConfig.parse(bytes).diffIds();
    var layers = new ArrayList<CacheDocument.Layer>();
    for (int i = 0; i < Math.min(ids.size(), manifest.layers().size()); i++) {
      Descriptor blob = manifest.layers().get(i);
      blobs.put(blob.digest(), blob);
      diffIds.put(blob.digest(), ids.get(i));
      layers.add(new CacheDocument.Layer(blob.digest(), i - 1, Optional.of(ids.get(i))));
    }
    var document =
        new CacheDocument(
            layers,
            records.map(CacheDocument::parseRecords).orElse(List.of()),
            steps.map(CacheDocument::parseSteps).orElse(List.of()));
    document.check();
    documents.add(document);
  }

  private static Optional<byte[]> decoded(JsonObject json, String member) {
    return Json.string(json, member)
        .map(text -> Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
  }

  List<CacheDocument> documents() {
    return documents;
  }

  /** The blob of a layer as it lies there. */
  Optional<Descriptor> blob(CacheDocument.Layer layer) {
    return Optional.ofNullable(blobs.get(layer.blob()));
  }

  Optional<Digest> diffId(CacheDocument.Layer layer) {
    return Optional.ofNullable(diffIds.get(layer.blob())).or(layer::diffId);
  }

  /** The files of cache mounts, by name. */
  Map<String, Descriptor> mounts() {
    return mounts;
  }
}
