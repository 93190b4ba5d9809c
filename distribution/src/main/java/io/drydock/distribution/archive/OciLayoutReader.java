package io.drydock.distribution.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.distribution.PlatformChoice;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images of an OCI image layout (image specification, image-layout.md). */
final class OciLayoutReader {
  /** Indexes within indexes; a chain that is longer is no image. */
  private static final int MAX_DEPTH = 4;

  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String REFERENCE_NAME = "org.opencontainers.image.ref.name";

  private final ArchiveFiles files;
  private final Store store;
  private final List<Platform> platforms;

  /**
   * @param platforms whose images of an index are wanted; empty for all
   */
  OciLayoutReader(ArchiveFiles files, Store store, List<Platform> platforms) {
    this.files = files;
    this.store = store;
    this.platforms = platforms;
  }

  /** All images of the index, each once with all its names. */
  List<LoadedImage> images() {
    Map<Descriptor, Set<ImageReference>> names = new LinkedHashMap<>();
    for (Descriptor each :
        ImageIndex.parse(files.document("index.json").orElseThrow()).manifests()) {
      name(each)
          .ifPresentOrElse(
              name -> names.computeIfAbsent(each.bare(), _ -> new LinkedHashSet<>()).add(name),
              () -> names.computeIfAbsent(each.bare(), _ -> new LinkedHashSet<>()));
    }
    if (names.isEmpty()) {
      throw files.invalid("its index.json names no image");
    }
    var images = new ArrayList<LoadedImage>();
    names.forEach((target, all) -> {
      if (check(target, 0) == 0) {
        throw files.corrupt("none of the platforms of " + target.digest() + " is in it");
      }
      images.add(
          new LoadedImage(
              PlatformChoice.only(store, target, platforms),
              all.isEmpty() ? dockerNames(target) : List.copyOf(all)));
    });
    return List.copyOf(images);
  }

  /** The full name where one is given; a mere tag is none. */
  private static Optional<ImageReference> name(Descriptor descriptor) {
    Optional<String> text =
        Optional.ofNullable(descriptor.annotations().get(CONTAINERD_NAME))
            .or(() ->
                Optional.ofNullable(descriptor.annotations().get(REFERENCE_NAME))
                    .filter(each -> each.contains("/") || each.contains(":")));
    try {
      return text.map(ImageReference::parse).map(ImageReference::withDefaultTag);
    } catch (DrydockException e) {
      return Optional.empty(); // The annotation is free text; it may be anything.
    }
  }

  /** The names that a {@code manifest.json} beside the index gives the image. */
  private List<ImageReference> dockerNames(Descriptor target) {
    Optional<byte[]> list = files.document("manifest.json");
    if (list.isEmpty() || !MediaTypes.isManifest(target.mediaType())) {
      return List.of();
    }
    String config = ImageManifest.parse(document(target)).config().digest().encoded();
    var names = new ArrayList<ImageReference>();
    if (Json.parse(list.get(), "manifest.json") instanceof JsonArray images) {
      for (JsonElement each : images) {
        if (each instanceof JsonObject image
            && Json.string(image, "Config").orElse("").contains(config)) {
          Json.strings(image, "RepoTags").forEach(name -> names.add(ImageReference.parse(name)));
        }
      }
    }
    return names;
  }

  /** Checks that what the descriptor names is whole, and counts the images behind it. */
  private int check(Descriptor target, int depth) {
    if (depth > MAX_DEPTH) {
      throw files.invalid("its indexes are nested too deep");
    }
    byte[] raw = document(target);
    if (MediaTypes.isIndex(target.mediaType())) {
      int images = 0;
      for (Descriptor each : ImageIndex.parse(raw).manifests()) {
        images += store.blobs().contains(each.digest()) ? check(each, depth + 1) : 0;
      }
      return images;
    }
    if (!MediaTypes.isManifest(target.mediaType())) {
      throw files.invalid("unsupported media type \"" + target.mediaType() + "\"");
    }
    ImageManifest manifest = ImageManifest.parse(raw);
    manifest.layers().forEach(this::require);
    if (isImage(manifest)) {
      addLayers(manifest);
    }
    return 1;
  }

  private static boolean isImage(ImageManifest manifest) {
    return (manifest.config().mediaType().equals(MediaTypes.OCI_CONFIG)
            || manifest.config().mediaType().equals(MediaTypes.DOCKER_CONFIG))
        && manifest.layers().stream().allMatch(each -> MediaTypes.isLayer(each.mediaType()));
  }

  private void addLayers(ImageManifest manifest) {
    ImageConfig config = ImageConfig.parse(document(manifest.config()));
    if (config.diffIds().size() != manifest.layers().size()) {
      throw files.corrupt(
          "a manifest names "
              + manifest.layers().size()
              + " layers, its config "
              + config.diffIds().size());
    }
    for (int i = 0; i < config.diffIds().size(); i++) {
      store.layers().add(manifest.layers().get(i), config.diffIds().get(i));
    }
  }

  private byte[] document(Descriptor descriptor) {
    require(descriptor);
    return store.blobs().read(descriptor.digest());
  }

  private void require(Descriptor blob) {
    if (!store.blobs().contains(blob.digest())) {
      throw files.corrupt("blob " + blob.digest() + " is missing");
    }
    if (store.blobs().size(blob.digest()) != blob.size()) {
      throw files.corrupt(
          "blob " + blob.digest() + " has not the size " + blob.size() + " that is declared");
    }
  }
}
