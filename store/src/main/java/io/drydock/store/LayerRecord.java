package io.drydock.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a layer beside its content: {@code layer.json}.
 *
 * @param diffId of the tar, once it is known
 * @param tarSize of the uncompressed tar in bytes, 0 while unknown
 * @param compressed blobs that hold the tar compressed
 */
record LayerRecord(Optional<Digest> diffId, long tarSize, List<Descriptor> compressed) {
  static final String FILE = "layer.json";
  static final LayerRecord UNKNOWN = new LayerRecord(Optional.empty(), 0, List.of());

  LayerRecord {
    compressed = List.copyOf(compressed);
  }

  static LayerRecord ofTar(Digest diffId, long size) {
    return new LayerRecord(Optional.of(diffId), size, List.of());
  }

  /** The record in a layer's directory; empty when there is no such layer. */
  static Optional<LayerRecord> read(Path layer) throws IOException {
    try {
      return Optional.of(parse(Files.readAllBytes(layer.resolve(FILE)), layer));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  LayerRecord withTar(Digest newDiffId, long size) {
    return new LayerRecord(Optional.of(newDiffId), size, compressed);
  }

  /** With the blob among the compressed forms, or as it is when that is known already. */
  LayerRecord withCompressed(Descriptor blob) {
    for (Descriptor each : compressed) {
      if (each.digest().equals(blob.digest())) {
        return this;
      }
    }
    var all = new ArrayList<>(compressed);
    all.add(blob.bare());
    return new LayerRecord(diffId, tarSize, all);
  }

  /** The uncompressed tar as images list it; empty while its digest is not known. */
  Optional<Descriptor> tar() {
    return diffId.map(digest -> new Descriptor(MediaTypes.OCI_LAYER, digest, tarSize));
  }

  byte[] toBytes() {
    var json = new JsonObject();
    diffId.ifPresent(digest -> json.addProperty("diffId", digest.toString()));
    json.addProperty("tarSize", tarSize);
    var blobs = new JsonArray();
    compressed.forEach(blob -> blobs.add(blob.toJson()));
    json.add("compressed", blobs);
    return Json.bytes(json);
  }

  private static LayerRecord parse(byte[] bytes, Path layer) {
    JsonObject json = Json.object(bytes, layer + "/" + FILE);
    var blobs = new ArrayList<Descriptor>();
    for (JsonObject each : Json.children(json, "compressed")) {
      blobs.add(Descriptor.fromJson(each));
    }
    return new LayerRecord(
        Json.string(json, "diffId").map(Digest::parse),
        Json.number(json, "tarSize").orElse(0L),
        blobs);
  }
}
