package io.drydock.api.image;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.engine.container.Container;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.util.List;

/** The manifests behind an image's name, with how much of each is here. */
final class ManifestList {
  private static final String KIND = "vnd.docker.reference.type";
  private static final String SUBJECT = "vnd.docker.reference.digest";

  private final Store store;
  private final ImageUsers users;
  private final boolean wanted;

  /**
   * @param wanted whether anybody asked for them
   */
  ManifestList(Store store, ImageUsers users, boolean wanted) {
    this.store = store;
    this.users = users;
    this.wanted = wanted;
  }

  /** Adds the member {@code Manifests} where it is wanted. */
  void add(JsonObject image, Descriptor target) {
    if (!wanted) {
      return;
    }
    var array = new JsonArray();
    for (Descriptor each : manifests(target)) {
      array.add(item(each));
    }
    image.add("Manifests", array);
  }

  private List<Descriptor> manifests(Descriptor target) {
    return MediaTypes.isIndex(target.mediaType()) && store.blobs().contains(target.digest())
        ? ImageIndex.parse(store.blobs().read(target.digest())).manifests()
        : List.of(target);
  }

  private static boolean isAttestation(Descriptor manifest) {
    return "attestation-manifest".equals(manifest.annotations().getOrDefault(KIND, ""));
  }

  /** Whether the manifest holds what is attested of the image. */
  static boolean isAbout(Descriptor manifest, Digest image) {
    return isAttestation(manifest) && image.toString().equals(manifest.annotations().get(SUBJECT));
  }

  private JsonObject item(Descriptor manifest) {
    boolean attestation = isAttestation(manifest);
    boolean here = store.blobs().contains(manifest.digest());
    var json = new JsonObject();
    json.addProperty("ID", manifest.digest().toString());
    json.add("Descriptor", manifest.toJson());
    json.addProperty("Available", here && isComplete(manifest));
    var size = new JsonObject();
    size.addProperty("Content", here ? content(manifest) : 0);
    size.addProperty("Total", here ? content(manifest) : 0);
    json.add("Size", size);
    json.addProperty("Kind", attestation ? "attestation" : "image");
    if (attestation) {
      var data = new JsonObject();
      data.addProperty("For", manifest.annotations().getOrDefault(SUBJECT, ""));
      json.add("AttestationData", data);
    } else {
      json.add("ImageData", data(manifest, here));
    }
    return json;
  }

  private JsonObject data(Descriptor manifest, boolean here) {
    Platform platform = manifest.platform().orElseGet(Platform::host);
    var json = new JsonObject();
    var shown = new JsonObject();
    shown.addProperty("architecture", platform.architecture());
    shown.addProperty("os", platform.os());
    if (!platform.variant().isEmpty()) {
      shown.addProperty("variant", platform.variant());
    }
    json.add("Platform", shown);
    json.add("Containers", Json.array(here ? containers(manifest) : List.of()));
    var size = new JsonObject();
    size.addProperty("Unpacked", 0);
    json.add("Size", size);
    return json;
  }

  private List<String> containers(Descriptor manifest) {
    Digest config = read(manifest).config().digest();
    return users.of(config).stream().map(Container::id).toList();
  }

  private ImageManifest read(Descriptor manifest) {
    return ImageManifest.parse(store.blobs().read(manifest.digest()));
  }

  private boolean isComplete(Descriptor manifest) {
    ImageManifest read = read(manifest);
    return store.blobs().contains(read.config().digest());
  }

  /** Bytes of the manifest and all that it lists. */
  private long content(Descriptor manifest) {
    ImageManifest read = read(manifest);
    return manifest.size()
        + read.config().size()
        + read.layers().stream().mapToLong(Descriptor::size).sum();
  }
}
