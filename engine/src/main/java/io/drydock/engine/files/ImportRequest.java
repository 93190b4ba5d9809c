package io.drydock.engine.files;

import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.util.Optional;

/**
 * The making of an image from an archive of files.
 *
 * @param message of the history
 */
public record ImportRequest(
    ContainerConfig config, String message, Platform platform, Optional<ImageReference> name) {}
