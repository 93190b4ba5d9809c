package io.drydock.build.cache;

import io.drydock.build.CacheTarget;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Result;
import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.UnclosedOutput;
import io.drydock.store.Blobs;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives layers the form in which a cache has them. A blob that is known, here or elsewhere, is
 * taken as it is; what is not packed or compressed yet is, once, and remembered.
 */
final class LayerBlobs {
  private final Store store;
  private final LayerAccess access;
  private final CacheTarget.Form form;

  LayerBlobs(Store store, LayerAccess access, CacheTarget.Form form) {
    this.store = store;
    this.access = access;
    this.form = form;
  }

  /**
   * A layer as a blob.
   *
   * @param content the blob, described with its diff ID
   */
  record Packed(Digest diffId, Content content) {}

  Packed pack(Result.Layer layer) throws IOException {
    Optional<Descriptor> elsewhere = layer.blob().filter(blob -> serves(blob, layer));
    if (elsewhere.isPresent()) {
      var diffId = new Digest("sha256", layer.id().value());
      return packed(layer, diffId, elsewhere.get());
    }
    access.require(layer);
    Descriptor blob = compressed(layer.id());
    Digest diffId = store.layers().diffId(layer.id()).orElse(blob.digest());
    return packed(layer, diffId, blob);
  }

  /** Whether the blob that the layer came as is good enough. */
  private boolean serves(Descriptor blob, Result.Layer layer) {
    return layer.id().value().length() == 64
        && (!form.force() || Compression.of(blob.mediaType()) == form.compression());
  }

  private Packed packed(Result.Layer layer, Digest diffId, Descriptor blob) {
    Map<String, String> annotations = new LinkedHashMap<>();
    layer.created().ifPresent(time -> annotations.put(Annotations.CREATED, time.toString()));
    annotations.put(Annotations.DIFF_ID, diffId.toString());
    String type =
        MediaTypes.isLayer(blob.mediaType())
            ? Compression.of(blob.mediaType()).layerMediaType()
            : blob.mediaType();
    Descriptor described =
        new Descriptor(type, blob.digest(), blob.size()).withAnnotations(annotations);
    return new Packed(diffId, new Content(described, () -> access.require(layer)));
  }

  private Descriptor compressed(Layers.Id id) throws IOException {
    for (Descriptor each : store.layers().compressed(id)) {
      if (!form.force() || Compression.of(each.mediaType()) == form.compression()) {
        return each;
      }
    }
    Descriptor tar = store.layers().tar(id);
    if (form.compression() == Compression.NONE) {
      return tar;
    }
    try (InputStream in = store.blobs().open(tar.digest());
        Blobs.Writer blob = store.blobs().write()) {
      try (OutputStream compressor =
          form.compression().compress(new UnclosedOutput(blob), form.level())) {
        in.transferTo(compressor);
      }
      long size = blob.position();
      var descriptor = new Descriptor(form.compression().layerMediaType(), blob.commit(), size);
      store.layers().addCompressed(id, descriptor);
      return descriptor;
    }
  }
}
