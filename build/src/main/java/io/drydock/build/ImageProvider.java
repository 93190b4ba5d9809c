package io.drydock.build;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.util.Optional;

/** Makes images that a Dockerfile names and that come from no registry, such as bases. */
public interface ImageProvider {
  /**
   * Brings the image into the store.
   *
   * @param fresh whether to make sure that it is the newest (docker's {@code --pull})
   * @return its manifest or index in the store, or empty when this provider doesn't know the name
   */
  Optional<Descriptor> provide(ImageReference reference, Platform platform, boolean fresh);
}
