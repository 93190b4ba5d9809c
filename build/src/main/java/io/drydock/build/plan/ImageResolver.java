package io.drydock.build.plan;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out what a plan must know about sources outside the Dockerfile. */
public interface ImageResolver {
  /**
   * One platform's image behind a reference.
   *
   * @param reference normalised, with a tag or a digest
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND when there is no such image
   */
  Resolved resolve(ImageReference reference, Platform platform);

  /** Several images at once, in the order asked; the first failure ends it. */
  default List<Resolved> resolveAll(List<Wanted> images) {
    return images.stream().map(each -> resolve(each.reference(), each.platform())).toList();
  }

  /**
   * When a source was made: the commit of a git checkout, {@code Last-Modified} of a download.
   * Empty where there is no such time.
   */
  default Optional<Instant> made(Operation source) {
    return Optional.empty();
  }

  /** An image to find. */
  record Wanted(ImageReference reference, Platform platform) {}

  /**
   * An image that was found.
   *
   * @param manifest of the one platform's image
   */
  record Resolved(Descriptor manifest, ImageConfig config) {}
}
