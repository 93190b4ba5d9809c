package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
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
    var answers = new ArrayList<Resolved>();
    for (Wanted each : images) {
      answers.add(
          each.layout().isPresent()
              ? resolve(each.layout().get(), each.platform())
              : resolve(each.reference(), each.platform()));
    }
    return answers;
  }

  /** One platform's image in an OCI layout directory. */
  default Resolved resolve(LayoutReference layout, Platform platform) {
    throw new DrydockException(ErrorKind.UNSUPPORTED, "cannot read the OCI layout " + layout);
  }

  /**
   * When a source was made: the commit of a git checkout, {@code Last-Modified} of a download.
   * Empty where there is no such time.
   */
  default Optional<Instant> made(Operation source) {
    return Optional.empty();
  }

  /**
   * An image to find.
   *
   * @param layout where it is, if it is in no store and no registry
   */
  record Wanted(ImageReference reference, Platform platform, Optional<LayoutReference> layout) {
    public Wanted(ImageReference reference, Platform platform) {
      this(reference, platform, Optional.empty());
    }
  }

  /**
   * An image that was found.
   *
   * @param manifest of the one platform's image
   */
  record Resolved(Descriptor manifest, ImageConfig config) {}
}
