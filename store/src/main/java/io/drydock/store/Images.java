package io.drydock.store;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Images and their names: {@code index.json} of the image layout. */
public interface Images {
  /**
   * An image in the store.
   *
   * @param target the manifest or index that the name points at
   * @param name as tagged; empty for an image without a name (docker's {@code <none>})
   * @param tagged when it got that name
   */
  record Entry(Descriptor target, Optional<ImageReference> name, Instant tagged) {}

  /**
   * One platform's image, read.
   *
   * @param manifestDescriptor of the manifest itself
   */
  record Image(Descriptor manifestDescriptor, ImageManifest manifest, ImageConfig config) {
    /** Docker's image ID: the digest of the config. */
    public Digest id() {
      return manifest.config().digest();
    }
  }

  /** All, in the order of their tagging. */
  List<Entry> list();

  /** The entry of exactly this name; {@code latest} is assumed where no tag or digest is given. */
  Optional<Entry> find(ImageReference name);

  /**
   * The entry that a user's word means: a name, an image ID, a manifest digest, or an unambiguous
   * beginning of either with at least four digits.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND as docker words it, or of kind
   *     INVALID when several match
   */
  Entry resolve(String nameOrId);

  /**
   * The image of one platform behind a manifest or index.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND when there is none for the platform
   *     or its content is not in the store
   */
  Image load(Descriptor target, Platform platform);

  /** Gives a name to an image; the name leaves whatever had it, which stays without a name. */
  void tag(ImageReference name, Descriptor target);

  /** Keeps an image without a name, unless it has one. */
  void keep(Descriptor target);

  /** Takes a name away; the last name takes the entry with it. Empty when there was none. */
  Optional<Entry> untag(ImageReference name);

  /** Removes all entries that point at the target. */
  List<Entry> remove(Digest target);
}
