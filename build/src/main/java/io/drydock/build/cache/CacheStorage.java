package io.drydock.build.cache;

import io.drydock.distribution.ContentRepository.Content;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.util.List;
import java.util.Optional;

/** Where one cache lies: documents and blobs by digest. */
interface CacheStorage {
  /** The bytes of the manifest or index of the cache; empty when there is none. */
  Optional<byte[]> manifest();

  /** The bytes of a manifest that an index lists. */
  Optional<byte[]> manifest(Digest digest);

  /** Brings a blob into the store. */
  void fetch(Descriptor blob);

  boolean has(Descriptor blob);

  /** Brings blobs there. */
  void push(List<Content> blobs);

  /** Stores the manifest or index, last, and gives it its name. */
  void put(byte[] manifest, String mediaType);

  /** As people know the place. */
  String name();
}
