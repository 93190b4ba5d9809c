package io.drydock.build.export;

import io.drydock.build.ImageForm;
import io.drydock.oci.Descriptor;
import io.drydock.store.Images;
import java.util.List;

/**
 * The images of a build, written in one form.
 *
 * @param images one for each platform, in the plan's order
 * @param attested whether the index has attestations
 * @param target what names point at: the only image's manifest, or an index
 */
record ImageSet(ImageForm form, List<Images.Image> images, boolean attested, Descriptor target) {
  ImageSet {
    images = List.copyOf(images);
  }
}
