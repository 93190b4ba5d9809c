package io.drydock.engine.files;

import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageReference;
import java.util.List;
import java.util.Optional;

/**
 * The making of an image from a container's files. Whoever calls pauses the container meanwhile.
 *
 * @param config of the new image
 * @param command of the container, for the history
 * @param message of the history, or empty
 * @param name of the image, or empty to leave it without one
 */
public record CommitRequest(
    String containerId,
    ContainerConfig config,
    List<String> command,
    String author,
    String message,
    Optional<ImageReference> name) {
  public CommitRequest {
    command = List.copyOf(command);
  }
}
