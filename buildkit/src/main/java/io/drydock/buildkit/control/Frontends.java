package io.drydock.buildkit.control;

import io.drydock.buildkit.message.FrontendRequest;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;

/** Which frontends there are: Dockerfile's, also under the names of the images that hold it. */
final class Frontends {
  private static final List<String> IMAGES =
      List.of("docker/dockerfile", "docker/dockerfile-upstream", "docker.io/docker/dockerfile");

  private Frontends() {}

  static void check(FrontendRequest asked) {
    String source = asked.attributes().getOrDefault("source", "");
    String image = source.contains(":") ? source.substring(0, source.lastIndexOf(':')) : source;
    boolean known =
        asked.frontend().equals("dockerfile.v0")
            || (asked.frontend().equals("gateway.v0") && IMAGES.contains(image));
    if (!known) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "frontend " + asked.frontend() + " " + source + " is not known")
          .withHint("Dockerfiles are built by Drydock itself, whatever their syntax line says.");
    }
  }
}
