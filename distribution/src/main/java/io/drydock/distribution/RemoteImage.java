package io.drydock.distribution;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;

/**
 * An image on a registry whose manifest and config are in the store; its layers may not be yet.
 *
 * @param target what the reference names: the manifest, or the index that it was chosen from
 */
public record RemoteImage(ImageReference reference, Descriptor target, Images.Image image) {}
