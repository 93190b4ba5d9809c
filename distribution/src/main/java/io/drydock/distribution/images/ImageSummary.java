package io.drydock.distribution.images;

import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a list of images.
 *
 * @param id the digest of the config; for several platforms that of this machine's or the first
 * @param repositoryDigest by which the registry of its name knows it, if it was pulled or pushed
 * @param size of all layers, unpacked, in bytes
 */
public record ImageSummary(
    Images.Entry entry,
    Digest id,
    Optional<Digest> repositoryDigest,
    Optional<Instant> created,
    long size,
    Map<String, String> labels) {

  /** The name without tag or digest. */
  public Optional<String> repository() {
    return entry.name().map(ImageReference::familiarName);
  }

  public Optional<String> tag() {
    return entry.name().flatMap(ImageReference::tag);
  }
}
