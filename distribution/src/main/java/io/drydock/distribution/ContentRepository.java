package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One reference of a registry as a place for content that is no image: build caches and other
 * artifacts.
 */
public final class ContentRepository {
  private final Registries registries;
  private final Store store;
  private final ImageReference reference;

  public ContentRepository(Registries registries, Store store, ImageReference reference) {
    this.registries = registries;
    this.store = store;
    this.reference = reference.withDefaultTag();
  }

  /**
   * A blob to bring there.
   *
   * @param bring puts the blob into the store; called only when it is needed and not there
   */
  public record Content(Descriptor blob, Runnable bring) {}

  /** What the reference names; empty when the registry does not know it. */
  public Optional<RawManifest> manifest() {
    return manifest(name());
  }

  /** A manifest or index of the repository, by tag or digest. */
  public Optional<RawManifest> manifest(String tagOrDigest) {
    try {
      return Optional.of(registries.repository(reference).manifest(tagOrDigest));
    } catch (RegistryError e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Brings a blob into the store.
   *
   * @throws DrydockException of kind CORRUPT when it has not its digest
   */
  public void fetch(Descriptor blob) {
    if (!store.blobs().contains(blob.digest())) {
      new BlobDownload(registries.network(), store.blobs(), blob, TransferListener.NONE)
          .from(registries.copies(reference));
    }
    new Whereabouts(store).add(blob.digest(), registries.repository(reference).name());
  }

  /** Whether the registry has the blob in this repository. */
  public boolean has(Descriptor blob) {
    return registries.repository(reference).blobSize(blob.digest()).isPresent();
  }

  /** Brings the blobs to the registry, those that it has not got, several at a time. */
  public void push(List<Content> contents) {
    Repository repository = registries.repository(reference);
    var tasks = new ArrayList<Runnable>();
    for (Content each : contents) {
      var push =
          new BlobPush(registries, store, repository, each.blob().digest(), TransferListener.NONE);
      tasks.add(() -> push.asItIs(each.blob(), each.bring()));
    }
    if (!tasks.isEmpty()) {
      Parallel.run(registries.settings().uploads(), tasks);
    }
  }

  /** Stores a manifest or index whose blobs are there under the reference. */
  public Descriptor put(byte[] manifest, String mediaType) {
    RawManifest raw = RawManifest.of(manifest, mediaType);
    registries.repository(reference).put(name(), raw);
    return raw.descriptor();
  }

  private String name() {
    return reference
        .digest()
        .map(Object::toString)
        .orElseGet(() -> reference.tag().orElse("latest"));
  }
}
