package io.drydock.distribution.archive;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import java.util.List;

/**
 * An image that came from an archive.
 *
 * @param target its manifest or index
 * @param names that the archive gives it; none for an image that is only known by its ID
 */
public record LoadedImage(Descriptor target, List<ImageReference> names) {
  public LoadedImage {
    names = List.copyOf(names);
  }
}
