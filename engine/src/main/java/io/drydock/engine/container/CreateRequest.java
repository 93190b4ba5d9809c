package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.oci.Platform;
import java.util.Optional;

/**
 * A container that is to be made.
 *
 * @param name without a slash; empty to have one made up
 * @param platform of the image; absent for the host's
 */
public record CreateRequest(String name, ContainerSpec spec, Optional<Platform> platform) {
  /** A container with a made-up name, of the image of this host's platform. */
  public static CreateRequest of(ContainerSpec spec) {
    return new CreateRequest("", spec, Optional.empty());
  }

  public CreateRequest named(String changed) {
    return new CreateRequest(changed, spec, platform);
  }
}
