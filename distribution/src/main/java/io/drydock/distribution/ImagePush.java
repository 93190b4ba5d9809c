package io.drydock.distribution;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Brings the blobs of one manifest to a repository, and makes the manifest that fits them. */
final class ImagePush {
  /** Layers that are compressed at a time; each keeps two threads busy. */
  private static final int COMPRESSIONS = 2;

  private final Registries registries;
  private final Store store;
  private final Pusher.Form form;
  private final TransferListener listener;

  ImagePush(Registries registries, Store store, Pusher.Form form, TransferListener listener) {
    this.registries = registries;
    this.store = store;
    this.form = form;
    this.listener = listener;
  }

  /** The manifest as it is to be put; its blobs are all on the registry. */
  RawManifest push(Repository repository, RawManifest local) {
    ImageManifest manifest = local.manifest();
    List<Digest> diffIds = diffIds(manifest);
    boolean converts =
        form.compression() == Compression.ZSTD
            && manifest.layers().stream().anyMatch(ImagePush::isUncompressed);
    Descriptor[] layers = new Descriptor[manifest.layers().size()];
    var compressing = new Semaphore(COMPRESSIONS);
    var tasks = new ArrayList<Runnable>();
    for (int i = 0; i < layers.length; i++) {
      int place = i;
      Descriptor layer = manifest.layers().get(i);
      Optional<Digest> diffId = i < diffIds.size() ? Optional.of(diffIds.get(i)) : Optional.empty();
      Digest item = diffId.orElse(layer.digest());
      listener.on(new TransferEvent.Waiting(item));
      var push = new BlobPush(registries, store, repository, item, listener);
      tasks.add(() -> layers[place] = layer(push, layer, diffId, compressing));
    }
    tasks.add(() -> config(repository, manifest.config()));
    Parallel.run(registries.settings().uploads(), tasks);
    return rewrite(local, manifest, Arrays.asList(layers), converts);
  }

  private List<Digest> diffIds(ImageManifest manifest) {
    String type = manifest.config().mediaType();
    boolean isImage = type.equals(MediaTypes.OCI_CONFIG) || type.equals(MediaTypes.DOCKER_CONFIG);
    return isImage
        ? ImageConfig.parse(store.blobs().read(manifest.config().digest())).diffIds()
        : List.of();
  }

  private static boolean isUncompressed(Descriptor layer) {
    return MediaTypes.isLayer(layer.mediaType())
        && Compression.of(layer.mediaType()) == Compression.NONE;
  }

  private Descriptor layer(
      BlobPush push, Descriptor layer, Optional<Digest> diffId, Semaphore compressing) {
    boolean compresses = form.compression() != Compression.NONE;
    if (compresses && diffId.isPresent() && isUncompressed(layer)) {
      return push.compressed(diffId.get(), form, compressing);
    }
    push.asItIs(layer);
    return layer;
  }

  private void config(Repository repository, Descriptor config) {
    new BlobPush(registries, store, repository, config.digest(), TransferListener.NONE)
        .asItIs(config);
  }

  private static RawManifest rewrite(
      RawManifest local, ImageManifest manifest, List<Descriptor> layers, boolean converts) {
    var fitted = new ArrayList<Descriptor>();
    for (int i = 0; i < layers.size(); i++) {
      fitted.add(fit(manifest, layers.get(i), manifest.layers().get(i), converts));
    }
    if (fitted.equals(manifest.layers())) {
      return local;
    }
    Descriptor config = manifest.config();
    var pushed =
        new ImageManifest(
            converts ? MediaTypes.OCI_MANIFEST : manifest.mediaType(),
            manifest.artifactType(),
            converts ? typed(config, MediaTypes.OCI_CONFIG) : config,
            fitted,
            manifest.subject(),
            manifest.annotations());
    return RawManifest.of(pushed.toBytes(), pushed.mediaType());
  }

  /** The layer's descriptor with the type that the manifest's family gives it. */
  private static Descriptor fit(
      ImageManifest manifest, Descriptor pushed, Descriptor local, boolean converts) {
    if (pushed.equals(local) && !converts) {
      return local;
    }
    boolean docker = manifest.mediaType().equals(MediaTypes.DOCKER_MANIFEST) && !converts;
    Compression compression = Compression.of(pushed.mediaType());
    String type =
        docker && compression == Compression.GZIP
            ? MediaTypes.DOCKER_LAYER_GZIP
            : compression.layerMediaType();
    return typed(pushed, type).withAnnotations(local.annotations());
  }

  private static Descriptor typed(Descriptor blob, String mediaType) {
    return new Descriptor(
        mediaType,
        blob.digest(),
        blob.size(),
        blob.urls(),
        blob.annotations(),
        blob.platform(),
        blob.artifactType());
  }
}
