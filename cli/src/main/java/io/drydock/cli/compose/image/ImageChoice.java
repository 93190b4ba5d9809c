package io.drydock.cli.compose.image;

import io.drydock.compose.run.ImagePolicy;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;

/** How a service comes by its image. */
enum ImageChoice {
  /** It is there, or has to be. */
  KEEP,
  PULL,
  /** Built when it cannot be pulled. */
  PULL_OR_BUILD,
  BUILD;

  /**
   * What the call's policy and the service's say. A service that can be built is not pulled unless
   * its {@code pull_policy} says so: whoever writes a build wants what is built here, not what a
   * registry has under the name.
   *
   * @param present whether the engine has the image
   */
  static ImageChoice of(Service service, boolean present, ImagePolicy policy) {
    boolean builds = service.build().isPresent() && policy.build() != ImagePolicy.Build.NEVER;
    if (builds && policy.build() == ImagePolicy.Build.ALWAYS) {
      return BUILD;
    }
    boolean named = service.image().isPresent();
    return switch (policy.pull()) {
      case ALWAYS -> named && service.build().isEmpty() ? PULL : missing(present, builds, false);
      case MISSING -> missing(present, builds, named);
      case NEVER -> !present && builds ? BUILD : KEEP;
      case POLICY -> asServiceSays(service, present, builds, named);
    };
  }

  private static ImageChoice asServiceSays(
      Service service, boolean present, boolean builds, boolean named) {
    String policy = service.life().pullPolicy().orElse("").toLowerCase(Locale.ROOT);
    if (policy.startsWith("every_") || policy.equals("daily") || policy.equals("weekly")) {
      return missing(present, builds, named);
    }
    return switch (policy) {
      case "always" -> named ? pulled(builds) : missing(present, builds, false);
      case "never" -> KEEP;
      case "build" -> builds ? BUILD : KEEP;
      case "missing", "if_not_present" -> missing(present, builds, named);
      case "" -> missing(present, builds, named && service.build().isEmpty());
      default ->
          throw new DrydockException(ErrorKind.INVALID, "unknown pull_policy \"" + policy + "\"")
              .at(service.location());
    };
  }

  private static ImageChoice missing(boolean present, boolean builds, boolean pulls) {
    if (present) {
      return KEEP;
    }
    return pulls ? pulled(builds) : builds ? BUILD : KEEP;
  }

  private static ImageChoice pulled(boolean builds) {
    return builds ? PULL_OR_BUILD : PULL;
  }
}
