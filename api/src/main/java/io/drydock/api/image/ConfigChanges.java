package io.drydock.api.image;

import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What instructions of a Dockerfile make of an image's config ({@code --change}). */
public final class ConfigChanges {
  private static final Set<String> ALLOWED =
      Set.of(
          "CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "ONBUILD", "STOPSIGNAL",
          "USER", "VOLUME", "WORKDIR");

  private ConfigChanges() {}

  /**
   * The config after the changes.
   *
   * @param changes each one instruction
   * @throws DrydockException of kind INVALID for instructions that change more than the config
   */
  public static ContainerConfig apply(ContainerConfig base, List<String> changes) {
    if (changes.isEmpty()) {
      return base;
    }
    var text = new StringBuilder("FROM base\n");
    for (String each : changes) {
      String word = each.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
      if (!ALLOWED.contains(word)) {
        throw new DrydockException(ErrorKind.INVALID, word + " is not a valid change command");
      }
      text.append(each.strip()).append('\n');
    }
    PlanRequest request =
        PlanRequest.of(Dockerfile.parse("the changes", text.toString())).build();
    return Planner.plan(request, new OneImage(base)).targets().getFirst().config().config();
  }

  /** Whatever image is asked for has the config. */
  private record OneImage(ContainerConfig config) implements ImageResolver {
    @Override
    public Resolved resolve(ImageReference reference, Platform platform) {
      byte[] nothing = {};
      return new Resolved(
          new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(nothing), 0),
          new ImageConfig(platform, Optional.empty(), "", config, List.of(), List.of()));
    }
  }
}
