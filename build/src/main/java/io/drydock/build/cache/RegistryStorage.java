package io.drydock.build.cache;

import io.drydock.distribution.ContentRepository;
import io.drydock.distribution.ContentRepository.Content;
import io.drydock.distribution.RawManifest;
import io.drydock.distribution.Registries;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cache under a reference of a registry. */
final class RegistryStorage implements CacheStorage {
  private final ImageReference reference;
  private final Supplier<Registries> registries;
  private final Store store;
  private @Nullable ContentRepository opened;

  /**
   * @param registries opened when the cache is first asked for something
   */
  RegistryStorage(ImageReference reference, Supplier<Registries> registries, Store store) {
    this.reference = reference;
    this.registries = registries;
    this.store = store;
  }

  private synchronized ContentRepository repository() {
    ContentRepository present = opened;
    if (present == null) {
      present = new ContentRepository(registries.get(), store, reference);
      opened = present;
    }
    return present;
  }

  @Override
  public Optional<byte[]> manifest() {
    return repository().manifest().map(RawManifest::raw);
  }

  @Override
  public Optional<byte[]> manifest(Digest digest) {
    return repository().manifest(digest.toString()).map(RawManifest::raw);
  }

  @Override
  public void fetch(Descriptor blob) {
    repository().fetch(blob);
  }

  @Override
  public boolean has(Descriptor blob) {
    return repository().has(blob);
  }

  @Override
  public void push(List<Content> blobs) {
    repository().push(blobs);
  }

  @Override
  public void put(byte[] manifest, String mediaType) {
    repository().put(manifest, mediaType);
  }

  @Override
  public String name() {
    return reference.familiar();
  }
}
