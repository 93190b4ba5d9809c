package io.drydock.store;

import io.drydock.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What takes how much of the disk, as {@code docker system df} shows it. All sizes are in bytes.
 *
 * @param layerBytes of all layers of images, each counted once
 * @param cache layers that only the build cache keeps
 * @param garbageBytes that the next collection frees
 */
public record Usage(
    List<ImageUsage> images,
    long layerBytes,
    List<CacheUsage> cache,
    List<DirectoryUsage> directories,
    long garbageBytes) {
  public Usage {
    images = List.copyOf(images);
    cache = List.copyOf(cache);
    directories = List.copyOf(directories);
  }

  /**
   * @param id the image ID; that of the first platform for an index
   * @param sharedBytes of layers that other images have too
   * @param uniqueBytes of layers that no other image has
   */
  public record ImageUsage(
      Images.Entry entry,
      Digest id,
      Optional<Instant> created,
      long sharedBytes,
      long uniqueBytes) {
    public long bytes() {
      return sharedBytes + uniqueBytes;
    }
  }

  /**
   * @param shared whether an image has the layer too
   */
  public record CacheUsage(
      Layers.Id layer, long bytes, boolean shared, Instant made, Instant lastUsed) {}

  /** A cache mount's directory. */
  public record DirectoryUsage(String id, long bytes, Instant lastUsed) {}
}
