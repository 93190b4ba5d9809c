package io.drydock.oci;

import io.drydock.core.DrydockException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of one image: for whom it was made, how to run it, of which layers it consists
 * and how they came about (image specification, config.md).
 *
 * @param diffIds digests of the uncompressed layers, the base layer first
 * @param history one entry an instruction, oldest first
 */
public record ImageConfig(
    Platform platform,
    Optional<Instant> created,
    String author,
    ContainerConfig config,
    List<Digest> diffIds,
    List<History> history) {

  public ImageConfig {
    diffIds = List.copyOf(diffIds);
    history = List.copyOf(history);
  }

  /** An image without layers, for the platform. */
  public static ImageConfig empty(Platform platform) {
    return new ImageConfig(
        platform, Optional.empty(), "", ContainerConfig.EMPTY, List.of(), List.of());
  }

  /**
   * The config that the bytes hold, OCI's or Docker's.
   *
   * @throws DrydockException of kind INVALID when the bytes are no image config
   */
  public static ImageConfig parse(byte[] raw) {
    return ImageConfigJson.read(raw);
  }

  /** The canonical bytes; the image ID is the digest over them. */
  public byte[] toBytes() {
    return ImageConfigJson.write(this);
  }

  /**
   * One step in the making of an image.
   *
   * @param created when, if recorded
   * @param createdBy the instruction, as {@code docker history} shows it
   * @param emptyLayer whether the step added no layer
   */
  public record History(
      Optional<Instant> created,
      String createdBy,
      String author,
      String comment,
      boolean emptyLayer) {}
}
