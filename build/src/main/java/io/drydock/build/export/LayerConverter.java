package io.drydock.build.export;

import io.drydock.build.LayerForm;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.UnclosedOutput;
import io.drydock.store.Blobs;
import io.drydock.store.Layers;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Compresses layers in the store, each once for every way of compressing it. */
final class LayerConverter {
  private final Store store;
  private final LayerForm form;

  LayerConverter(Store store, LayerForm form) {
    this.store = store;
    this.form = form;
  }

  /** Whether a blob needs no conversion. */
  static boolean isOfKind(LayerForm form, Descriptor blob) {
    Compression compression = Compression.of(blob.mediaType());
    return switch (form.kind()) {
      case AS_IT_IS -> true;
      case UNCOMPRESSED -> compression == Compression.NONE;
      case GZIP -> compression == Compression.GZIP;
      case ZSTD -> compression == Compression.ZSTD;
      case ESTARGZ -> blob.annotations().containsKey(Estargz.TOC_DIGEST);
    };
  }

  /** The layer in the wanted form, its blob in the store. */
  ImageAssembler.Listed convert(Layers.Id id) {
    Descriptor tar = store.layers().tar(id);
    return switch (form.kind()) {
      case AS_IT_IS, UNCOMPRESSED ->
          new ImageAssembler.Listed(
              new Descriptor(MediaTypes.OCI_LAYER, tar.digest(), tar.size()), tar.digest());
      case GZIP -> compressed(id, tar, Compression.GZIP);
      case ZSTD -> compressed(id, tar, Compression.ZSTD);
      case ESTARGZ -> new Estargz(store, form.level()).convert(id, tar);
    };
  }

  private ImageAssembler.Listed compressed(Layers.Id id, Descriptor tar, Compression kind) {
    return new ImageAssembler.Listed(
        known(id, tar, kind).orElseGet(() -> compress(id, tar, kind)), tar.digest());
  }

  /** With a level of its own only what was compressed with that very level. */
  private Optional<Descriptor> known(Layers.Id id, Descriptor tar, Compression kind) {
    if (form.level() == Compression.DEFAULT_LEVEL) {
      return store.layers().compressed(id).stream()
          .filter(each -> Compression.of(each.mediaType()) == kind)
          .filter(each -> store.blobs().contains(each.digest()))
          .findFirst();
    }
    return levels()
        .get(key(tar, kind))
        .map(value -> Digest.parse(new String(value, StandardCharsets.UTF_8)))
        .filter(store.blobs()::contains)
        .map(each -> new Descriptor(kind.layerMediaType(), each, store.blobs().size(each)));
  }

  private Descriptor compress(Layers.Id id, Descriptor tar, Compression kind) {
    try (Blobs.Writer blob = store.blobs().write()) {
      try (InputStream in = store.blobs().open(tar.digest());
          OutputStream out = kind.compress(new UnclosedOutput(blob), form.level())) {
        in.transferTo(out);
      }
      long size = blob.position();
      var compressed = new Descriptor(kind.layerMediaType(), blob.commit(), size);
      if (form.level() == Compression.DEFAULT_LEVEL) {
        store.layers().addCompressed(id, compressed);
      } else {
        byte[] value = compressed.digest().toString().getBytes(StandardCharsets.UTF_8);
        levels().put(key(tar, kind), value, List.of(id));
      }
      return compressed;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.EXHAUSTED, "cannot compress layer " + id.value() + ": " + e.getMessage(), e);
    }
  }

  private Records levels() {
    return store.records("compressed");
  }

  private String key(Descriptor tar, Compression kind) {
    return tar.digest() + " " + kind + " " + form.level();
  }
}
