package io.drydock.distribution.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.PlatformChoice;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The blobs that an archive is to hold, collected before the first is written. */
final class SavedContent {
  /** An image of one platform, as the archive has it. */
  record Saved(ImageManifest manifest, ImageConfig config) {}

  private final Store store;
  private final List<Platform> platforms;
  private final Map<Digest, Long> blobs = new TreeMap<>();
  private final Map<Digest, byte[]> made = new HashMap<>();
  private final Map<Digest, Saved> images = new HashMap<>();
  private final Map<Digest, List<Descriptor>> indexes = new HashMap<>();

  /**
   * @param platforms whose images of an index are taken in; empty for all that are in the store
   */
  SavedContent(Store store, List<Platform> platforms) {
    this.store = store;
    this.platforms = platforms;
  }

  /**
   * Takes in a manifest or index with all that is behind it in the store.
   *
   * @return what the archive has instead: the same, unless a layer is in the store in another form
   *     than the manifest says
   */
  Descriptor add(Descriptor target) {
    return MediaTypes.isIndex(target.mediaType()) ? addIndex(target) : addManifest(target);
  }

  private Descriptor addIndex(Descriptor target) {
    byte[] raw = store.blobs().read(target.digest());
    ImageIndex index = ImageIndex.parse(raw);
    var there = new ArrayList<Descriptor>();
    var all = new ArrayList<Descriptor>();
    Set<Digest> wanted = PlatformChoice.among(index, platforms);
    for (Descriptor each : index.manifests()) {
      if (wanted.contains(each.digest()) && store.blobs().contains(each.digest())) {
        Descriptor added = add(each);
        there.add(added);
        all.add(added);
      } else {
        all.add(each);
      }
    }
    if (there.isEmpty()) {
      throw platforms.isEmpty() ? missing(target.digest()) : noPlatform(target.digest());
    }
    Descriptor kept = target;
    if (all.equals(index.manifests())) {
      blobs.put(target.digest(), target.size());
    } else {
      var changed = index.withManifests(all);
      kept = put(changed.toBytes(), target);
    }
    indexes.put(kept.digest(), there);
    return kept;
  }

  private Descriptor addManifest(Descriptor target) {
    ImageManifest manifest = ImageManifest.parse(store.blobs().read(target.digest()));
    addBlob(manifest.config());
    if (!ImageSaver.isImageConfig(manifest.config().mediaType())) {
      manifest.layers().forEach(this::addBlob);
      blobs.put(target.digest(), target.size());
      return target;
    }
    ImageConfig config = ImageConfig.parse(store.blobs().read(manifest.config().digest()));
    var layers = new ArrayList<Descriptor>();
    for (int i = 0; i < manifest.layers().size(); i++) {
      layers.add(addLayer(manifest, manifest.layers().get(i), config.diffIds().get(i)));
    }
    if (layers.equals(manifest.layers())) {
      blobs.put(target.digest(), target.size());
      images.put(target.digest(), new Saved(manifest, config));
      return target;
    }
    var changed =
        new ImageManifest(
            manifest.mediaType(),
            manifest.artifactType(),
            manifest.config(),
            layers,
            manifest.subject(),
            manifest.annotations());
    Descriptor kept = put(changed.toBytes(), target);
    images.put(kept.digest(), new Saved(changed, config));
    return kept;
  }

  /** The layer as the manifest says, or else its plain tar. */
  private Descriptor addLayer(ImageManifest manifest, Descriptor layer, Digest diffId) {
    if (store.blobs().contains(layer.digest())) {
      addBlob(layer);
      return layer;
    }
    Descriptor tar = store.layers().tar(Layers.Id.of(diffId));
    boolean docker = manifest.mediaType().equals(MediaTypes.DOCKER_MANIFEST);
    var plain =
        new Descriptor(
            docker ? MediaTypes.DOCKER_LAYER : MediaTypes.OCI_LAYER, tar.digest(), tar.size());
    addBlob(plain);
    return plain;
  }

  private void addBlob(Descriptor blob) {
    if (!store.blobs().contains(blob.digest())) {
      throw missing(blob.digest());
    }
    blobs.put(blob.digest(), blob.size());
  }

  private DrydockException noPlatform(Digest index) {
    String wanted = String.join(", ", platforms.stream().map(Platform::toString).toList());
    return new DrydockException(
        ErrorKind.NOT_FOUND, "image " + index + " has no " + wanted + " in the store");
  }

  private static DrydockException missing(Digest digest) {
    return new DrydockException(
        ErrorKind.NOT_FOUND, "content digest " + digest + ": not found in the store");
  }

  private Descriptor put(byte[] raw, Descriptor like) {
    Digest digest = Digest.of(raw);
    made.put(digest, raw);
    blobs.put(digest, (long) raw.length);
    return new Descriptor(
        like.mediaType(),
        digest,
        raw.length,
        like.urls(),
        like.annotations(),
        like.platform(),
        like.artifactType());
  }

  /** The image that programs get which know no platforms: this machine's, or else the first. */
  Optional<Saved> firstImage(Descriptor target) {
    List<Descriptor> choices = indexes.get(target.digest());
    if (choices == null) {
      return Optional.ofNullable(images.get(target.digest()));
    }
    Platform host = Platform.host();
    Optional<Saved> own =
        choices.stream()
            .filter(each -> each.platform().filter(host::matches).isPresent())
            .findFirst()
            .flatMap(this::firstImage);
    return own.or(
        () -> choices.stream().map(this::firstImage).flatMap(Optional::stream).findFirst());
  }

  /** The blobs that were collected, sorted. */
  Set<Digest> blobs() {
    return blobs.keySet();
  }

  InputStream open(Digest blob) {
    byte[] raw = made.get(blob);
    return raw == null ? store.blobs().open(blob) : new ByteArrayInputStream(raw);
  }

  /** Writes the blobs, sorted by digest, and then the documents. */
  void write(Map<String, byte[]> documents, OutputStream out) throws IOException {
    var tar = new LayerWriter(out);
    tar.add(Entry.directory("blobs", 0755, Instant.EPOCH));
    tar.add(Entry.directory("blobs/sha256", 0755, Instant.EPOCH));
    for (Map.Entry<Digest, Long> each : blobs.entrySet()) {
      Digest digest = each.getKey();
      String path = "blobs/" + digest.algorithm() + "/" + digest.encoded();
      tar.add(Entry.file(path, 0644, each.getValue(), Instant.EPOCH), open(digest));
    }
    for (Map.Entry<String, byte[]> each : documents.entrySet()) {
      byte[] raw = each.getValue();
      tar.add(
          Entry.file(each.getKey(), 0644, raw.length, Instant.EPOCH),
          new ByteArrayInputStream(raw));
    }
    tar.finish();
  }
}
