package io.drydock.build;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;

/**
 * Brings layers into the store that only an image's manifest is there of. A layer that no step
 * looks into and no output holds is never asked for.
 */
@FunctionalInterface
public interface BlobFetcher {
  /** Fetches the blob into the store. */
  void fetch(ImageReference image, Descriptor blob);
}
