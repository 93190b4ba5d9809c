package io.drydock.engine.files;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageConfig.History;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Blobs;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes images without a build: from a container, or from an archive of files. */
public final class ImageMaker {
  /** The layer of nothing, 1024 zero bytes, which an image does not list. */
  private static final Layers.Id EMPTY_LAYER =
      new Layers.Id("5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");

  private final Store store;
  private final ContainerFiles files;

  public ImageMaker(Store store, ContainerFiles files) {
    this.store = store;
    this.files = files;
  }

  /** The image with the container's changes as its top layer, in the store. */
  public Images.Image commit(CommitRequest request) {
    RootRecord base = files.record(request.containerId());
    try (Lease _ = store.lease()) {
      Layers.Id top = store.layers().copy(files.upper(request.containerId()));
      boolean empty = top.equals(EMPTY_LAYER);
      Instant now = Instant.now();
      var layers = new ArrayList<>(base.layers());
      if (!empty) {
        layers.add(top);
      }
      var history = new ArrayList<>(base.config().history());
      history.add(
          new History(
              Optional.of(now),
              String.join(" ", request.command()),
              request.author(),
              request.message(),
              empty));
      var draft =
          new Draft(base.config().platform(), now, request.author(), request.config(), history);
      return store(draft, layers, blobsOf(base), request.name());
    }
  }

  /** The blobs that the base image lists, by diff ID. */
  private static Map<Digest, Descriptor> blobsOf(RootRecord base) {
    var blobs = new HashMap<Digest, Descriptor>();
    List<Digest> diffIds = base.config().diffIds();
    for (int i = 0; i < diffIds.size(); i++) {
      blobs.put(diffIds.get(i), base.manifest().layers().get(i));
    }
    return blobs;
  }

  /**
   * The image with the archive's files as its only layer, in the store.
   *
   * @param archive compressed or not; read to its end
   * @throws DrydockException of kind CORRUPT when it is no tar archive
   */
  public Images.Image importArchive(ImportRequest request, InputStream archive) {
    try (Lease _ = store.lease()) {
      Layers.Id layer = addLayer(archive);
      store.layers().view(List.of(layer)).children(""); // reads the archive, which has to be one
      Instant now = Instant.now();
      var history = List.of(new History(Optional.of(now), "", "", request.message(), false));
      var draft = new Draft(request.platform(), now, "", request.config(), history);
      return store(draft, List.of(layer), Map.of(), request.name());
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.CORRUPT, "cannot read the archive: " + e.getMessage(), e);
    }
  }

  private Layers.Id addLayer(InputStream archive) throws IOException {
    try (InputStream tar = Compression.decompressAny(archive);
        Blobs.Writer blob = store.blobs().write()) {
      tar.transferTo(blob);
      long size = blob.position();
      if (size == 0) {
        throw new DrydockException(ErrorKind.INVALID, "cannot import an empty archive");
      }
      Digest digest = blob.commit();
      return store.layers().add(new Descriptor(MediaTypes.OCI_LAYER, digest, size), digest);
    }
  }

  /** An image's config but for its layers. */
  private record Draft(
      Platform platform,
      Instant created,
      String author,
      ContainerConfig config,
      List<History> history) {
    ImageConfig of(List<Digest> diffIds) {
      return new ImageConfig(platform, Optional.of(created), author, config, diffIds, history);
    }
  }

  private Images.Image store(
      Draft draft,
      List<Layers.Id> layers,
      Map<Digest, Descriptor> known,
      Optional<ImageReference> name) {
    var diffIds = new ArrayList<Digest>();
    var blobs = new ArrayList<Descriptor>();
    for (Layers.Id layer : layers) {
      Digest diffId = new Digest("sha256", layer.value());
      blobs.add(
          Optional.ofNullable(known.get(diffId))
              .filter(each -> store.blobs().contains(each.digest()))
              .map(ImageMaker::ociTyped)
              .orElseGet(() -> store.layers().tar(layer)));
      diffIds.add(diffId);
    }
    ImageConfig config = draft.of(diffIds);
    byte[] configBytes = config.toBytes();
    Digest configDigest = store.blobs().put(configBytes);
    var manifest =
        new ImageManifest(
            new Descriptor(MediaTypes.OCI_CONFIG, configDigest, configBytes.length),
            blobs,
            Map.of());
    byte[] bytes = manifest.toBytes();
    var target =
        new Descriptor(MediaTypes.OCI_MANIFEST, store.blobs().put(bytes), bytes.length)
            .withPlatform(draft.platform);
    name.ifPresentOrElse(
        each -> store.images().tag(each, target), () -> store.images().keep(target));
    return new Images.Image(target, manifest, config);
  }

  /** An OCI manifest lists OCI's media types, whatever the base image's manifest said. */
  private static Descriptor ociTyped(Descriptor blob) {
    String type = Compression.of(blob.mediaType()).layerMediaType();
    return new Descriptor(type, blob.digest(), blob.size());
  }
}
