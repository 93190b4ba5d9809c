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

/** A cache under a reference of a registry. */
final class RegistryStorage implements CacheStorage {
  private final ImageReference reference;
  private final ContentRepository repository;

  RegistryStorage(ImageReference reference, Registries registries, Store store) {
    this.reference = reference;
    this.repository = new ContentRepository(registries, store, reference);
  }

  @Override
  public Optional<byte[]> manifest() {
    return repository.manifest().map(RawManifest::raw);
  }

  @Override
  public Optional<byte[]> manifest(Digest digest) {
    return repository.manifest(digest.toString()).map(RawManifest::raw);
  }

  @Override
  public void fetch(Descriptor blob) {
    repository.fetch(blob);
  }

  @Override
  public boolean has(Descriptor blob) {
    return repository.has(blob);
  }

  @Override
  public void push(List<Content> blobs) {
    repository.push(blobs);
  }

  @Override
  public void put(byte[] manifest, String mediaType) {
    repository.put(manifest, mediaType);
  }

  @Override
  public String name() {
    return reference.familiar();
  }
}
