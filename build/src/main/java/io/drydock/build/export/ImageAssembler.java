package io.drydock.build.export;

import io.drydock.build.Annotation;
import io.drydock.build.ImageForm;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Result;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageConfig.History;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes an image's documents from a root file system and a config. Layers of a base image stay the
 * blobs that they came as; what becomes of new ones the image's form says.
 */
final class ImageAssembler {
  private final Store store;
  private final LayerAccess access;
  private final ImageForm form;
  private final boolean layersMayBeElsewhere;
  private final ConfigExtension extension;

  /** A layer as an image has it. */
  record Listed(Descriptor blob, Digest diffId) {}

  /**
   * @param layersMayBeElsewhere whether layers of a base image need not be in the store, as when
   *     the image goes to a registry that may have them
   */
  ImageAssembler(
      Store store,
      LayerAccess access,
      ImageForm form,
      boolean layersMayBeElsewhere,
      ConfigExtension extension) {
    this.store = store;
    this.access = access;
    this.form = form;
    this.layersMayBeElsewhere = layersMayBeElsewhere;
    this.extension = extension;
  }

  /** The image, its documents and layers in the store, under no name yet. */
  Images.Image assemble(Plan.Target target, Result.Rootfs rootfs) {
    var blobs = new ArrayList<Descriptor>();
    var diffIds = new ArrayList<Digest>();
    try (var ahead = new PackingAhead(store.layers(), rootfs)) {
      for (Result.Layer layer : rootfs.layers()) {
        ahead.took(layer.id());
        Listed listed = listed(layer, target.config().created());
        blobs.add(form.ociTypes() ? listed.blob() : DockerTypes.layer(listed.blob()));
        diffIds.add(listed.diffId());
      }
    }
    ImageConfig config = config(target.config(), rootfs, diffIds);
    byte[] configBytes = extension.extend(config.toBytes(), rootfs);
    Digest configDigest = store.blobs().put(configBytes);
    var manifest =
        new ImageManifest(
            form.ociTypes() ? MediaTypes.OCI_MANIFEST : MediaTypes.DOCKER_MANIFEST,
            "",
            new Descriptor(
                form.ociTypes() ? MediaTypes.OCI_CONFIG : MediaTypes.DOCKER_CONFIG,
                configDigest,
                configBytes.length),
            blobs,
            Optional.empty(),
            form.annotations(Annotation.Place.MANIFEST, target.platform()));
    byte[] manifestBytes = manifest.toBytes();
    Digest manifestDigest = store.blobs().put(manifestBytes);
    var descriptor =
        new Descriptor(manifest.mediaType(), manifestDigest, manifestBytes.length)
            .withPlatform(target.platform());
    return new Images.Image(descriptor, manifest, config);
  }

  private Listed listed(Result.Layer layer, Optional<Instant> epoch) {
    if (layer.blob().isPresent()) {
      return ofBase(layer, layer.blob().get());
    }
    boolean rewritten = form.rewriteTimestamps() && epoch.isPresent();
    Layers.Id id = rewritten ? new LayerClock(store).atMost(layer.id(), epoch.get()) : layer.id();
    return form.layers().isPlain() ? tar(id) : new LayerConverter(store, form.layers()).convert(id);
  }

  private Listed ofBase(Result.Layer layer, Descriptor blob) {
    boolean converted = form.layers().force() && !LayerConverter.isOfKind(form.layers(), blob);
    if (!layersMayBeElsewhere || converted || isPlain(blob)) {
      access.require(layer);
    }
    return converted
        ? new LayerConverter(store, form.layers()).convert(layer.id())
        : new Listed(withOciType(blob), new Digest("sha256", layer.id().value()));
  }

  /** Such a layer is compressed before it leaves. */
  private static boolean isPlain(Descriptor blob) {
    return Compression.of(blob.mediaType()) == Compression.NONE;
  }

  private Listed tar(Layers.Id id) {
    Descriptor tar = store.layers().tar(id);
    return new Listed(new Descriptor(MediaTypes.OCI_LAYER, tar.digest(), tar.size()), tar.digest());
  }

  /** An OCI manifest lists OCI's media types, whatever the base image's manifest said. */
  private static Descriptor withOciType(Descriptor blob) {
    return switch (blob.mediaType()) {
      case MediaTypes.DOCKER_LAYER -> typed(MediaTypes.OCI_LAYER, blob);
      case MediaTypes.DOCKER_LAYER_GZIP, MediaTypes.DOCKER_FOREIGN_LAYER_GZIP ->
          typed(MediaTypes.OCI_LAYER_GZIP, blob);
      default -> typed(blob.mediaType(), blob);
    };
  }

  private static Descriptor typed(String type, Descriptor blob) {
    return new Descriptor(type, blob.digest(), blob.size());
  }

  private ImageConfig config(ImageConfig planned, Result.Rootfs rootfs, List<Digest> diffIds) {
    Optional<Instant> epoch = planned.created();
    List<History> history = history(planned.history(), rootfs.layers(), epoch);
    Optional<Instant> created =
        epoch.or(() ->
            history.stream()
                .map(History::created)
                .flatMap(Optional::stream)
                .reduce((first, last) -> last));
    return new ImageConfig(
        planned.platform(), created, planned.author(), planned.config(), diffIds, history);
  }

  /**
   * The history with its times: a layer's is when it was made; an entry without a layer has that of
   * the layer before it, those in front of the first new layer that of this one.
   */
  private static List<History> history(
      List<History> planned, List<Result.Layer> layers, Optional<Instant> epoch) {
    Optional<Instant> time =
        epoch.or(
            () -> layers.stream().map(Result.Layer::created).flatMap(Optional::stream).findFirst());
    var history = new ArrayList<History>();
    int layer = 0;
    for (History each : pad(planned, layers.size())) {
      Optional<Instant> made = each.emptyLayer() ? Optional.empty() : layers.get(layer++).created();
      if (each.created().isEmpty()) {
        time = epoch.isPresent() || made.isEmpty() ? time : made;
        history.add(withTime(each, time));
      } else {
        history.add(each);
      }
    }
    return history;
  }

  private static History withTime(History entry, Optional<Instant> time) {
    return new History(
        time, entry.createdBy(), entry.author(), entry.comment(), entry.emptyLayer());
  }

  /** Some base images have no history; every layer gets an entry all the same. */
  private static List<History> pad(List<History> planned, int layers) {
    var padded = new ArrayList<History>();
    long known = planned.stream().filter(each -> !each.emptyLayer()).count();
    for (long i = known; i < layers; i++) {
      padded.add(new History(Optional.of(Instant.EPOCH), "", "", "not recorded", false));
    }
    padded.addAll(planned);
    return padded;
  }
}
