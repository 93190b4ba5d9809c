package io.drydock.build.cache;

import com.google.gson.JsonObject;
import io.drydock.build.CacheTarget;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of a cache's blobs: an image manifest with the cache document as its config, or an index
 * that lists blobs as if they were manifests, the document among them.
 *
 * @param document empty for an image, which may carry a cache in its config
 * @param layers all blobs but the document
 */
record CacheManifest(Optional<Descriptor> document, List<Descriptor> layers) {
  CacheManifest {
    layers = List.copyOf(layers);
  }

  /**
   * The list that the bytes of a manifest or index hold.
   *
   * @throws DrydockException of kind INVALID when they hold neither
   */
  static CacheManifest parse(byte[] bytes) {
    JsonObject json = Json.object(bytes, "cache manifest");
    if (json.has("config")) {
      ImageManifest manifest = ImageManifest.parse(bytes);
      boolean cache = isDocument(manifest.config());
      return new CacheManifest(
          cache ? Optional.of(manifest.config()) : Optional.empty(), manifest.layers());
    }
    List<Descriptor> all = ImageIndex.parse(bytes).manifests();
    return new CacheManifest(
        all.stream().filter(CacheManifest::isDocument).findFirst(),
        all.stream().filter(each -> !isDocument(each)).toList());
  }

  private static boolean isDocument(Descriptor each) {
    return each.mediaType().equals(CacheDocument.MEDIA_TYPE);
  }

  /** All blobs, the document too. */
  List<Descriptor> blobs() {
    var all = new ArrayList<>(layers);
    document.ifPresent(all::add);
    return all;
  }

  byte[] toBytes(CacheTarget.Documents form) {
    Descriptor described =
        document.orElseThrow(() ->
            new DrydockException(ErrorKind.INTERNAL, "a cache manifest without its document"));
    if (form == CacheTarget.Documents.OCI_MANIFEST) {
      return new ImageManifest(described, layers, Map.of()).toBytes();
    }
    var index =
        new ImageIndex(DirectoryStorage.typeOf(form), "", blobs(), Optional.empty(), Map.of());
    return index.toBytes();
  }
}
