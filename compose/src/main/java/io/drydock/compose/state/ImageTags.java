package io.drydock.compose.state;

import io.drydock.core.DrydockException;
import io.drydock.oci.AnyReference;
import io.drydock.oci.ImageReference;

/** References as an engine lists them. */
final class ImageTags {
  private ImageTags() {}

  /** As {@code busybox:latest}: the short name with a tag; what is no reference stays. */
  static String familiar(String reference) {
    try {
      AnyReference parsed = AnyReference.parse(reference);
      return parsed instanceof ImageReference image
          ? image.withDefaultTag().familiar()
          : parsed.familiar();
    } catch (DrydockException e) {
      return reference;
    }
  }
}
