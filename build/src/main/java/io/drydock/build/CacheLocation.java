package io.drydock.build;

import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.nio.file.Path;
import java.util.Optional;

/** Where a cache lies. */
public sealed interface CacheLocation {
  /** Under a reference of a registry: a cache of its own, or an image that carries one. */
  record Registry(ImageReference reference) implements CacheLocation {}

  /**
   * In a directory with an OCI image layout.
   *
   * @param tag names the cache in the layout's index
   * @param digest of the manifest to read, whatever the tag
   */
  record Directory(Path path, String tag, Optional<Digest> digest) implements CacheLocation {}

  /** In the config of the image that the build makes. */
  record Inline() implements CacheLocation {}
}
