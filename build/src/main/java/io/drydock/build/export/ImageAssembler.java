package io.drydock.build.export;

import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Result;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageConfig.History;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an image's documents from a root file system and a config. Layers of a base image stay the
 * blobs that they came as; new ones are uncompressed tars, to be compressed when they are pushed.
 */
final class ImageAssembler {
  private final Store store;
  private final LayerAccess access;
  private final Optional<Instant> epoch;
  private final ConfigExtension extension;

  /**
   * @param epoch the time of everything new, instead of when it was made
   */
  ImageAssembler(
      Store store, LayerAccess access, Optional<Instant> epoch, ConfigExtension extension) {
    this.store = store;
    this.access = access;
    this.epoch = epoch;
    this.extension = extension;
  }

  /** The image, its documents and layers in the store, under no name yet. */
  Images.Image assemble(Plan.Target target, Result.Rootfs rootfs) {
    var blobs = new ArrayList<Descriptor>();
    var diffIds = new ArrayList<Digest>();
    for (Result.Layer layer : rootfs.layers()) {
      access.require(layer);
      if (layer.blob().isPresent()) {
        blobs.add(withOciType(layer.blob().get()));
        diffIds.add(new Digest("sha256", layer.id().value()));
      } else {
        Descriptor tar = tar(layer.id());
        blobs.add(tar);
        diffIds.add(tar.digest());
      }
    }
    ImageConfig config = config(target.config(), rootfs, diffIds);
    byte[] configBytes = extension.extend(config.toBytes(), rootfs);
    Digest configDigest = store.blobs().put(configBytes);
    var manifest =
        new ImageManifest(
            new Descriptor(MediaTypes.OCI_CONFIG, configDigest, configBytes.length),
            blobs,
            Map.of());
    byte[] manifestBytes = manifest.toBytes();
    Digest manifestDigest = store.blobs().put(manifestBytes);
    var descriptor =
        new Descriptor(MediaTypes.OCI_MANIFEST, manifestDigest, manifestBytes.length)
            .withPlatform(target.platform());
    return new Images.Image(descriptor, manifest, config);
  }

  private Descriptor tar(Layers.Id id) {
    Descriptor tar = store.layers().tar(id);
    return new Descriptor(MediaTypes.OCI_LAYER, tar.digest(), tar.size());
  }

  /** An OCI manifest lists OCI's media types, whatever the base image's manifest said. */
  private static Descriptor withOciType(Descriptor blob) {
    String type =
        switch (blob.mediaType()) {
          case MediaTypes.DOCKER_LAYER -> MediaTypes.OCI_LAYER;
          case MediaTypes.DOCKER_LAYER_GZIP, MediaTypes.DOCKER_FOREIGN_LAYER_GZIP ->
              MediaTypes.OCI_LAYER_GZIP;
          default -> blob.mediaType();
        };
    return new Descriptor(type, blob.digest(), blob.size());
  }

  private ImageConfig config(ImageConfig planned, Result.Rootfs rootfs, List<Digest> diffIds) {
    List<History> history = history(planned.history(), rootfs.layers());
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
  private List<History> history(List<History> planned, List<Result.Layer> layers) {
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
