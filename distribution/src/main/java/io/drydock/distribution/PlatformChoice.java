package io.drydock.distribution;

import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the manifest of an index that runs on a platform: the one made for it, else the best that
 * its processor also understands, as containerd does.
 */
final class PlatformChoice {
  private PlatformChoice() {}

  static Optional<Descriptor> choose(ImageIndex index, Platform wanted) {
    for (Platform each : acceptable(wanted)) {
      Optional<Descriptor> found =
          index.manifests().stream()
              .filter(manifest -> !MediaTypes.isIndex(manifest.mediaType()))
              .filter(manifest -> isFor(manifest, each))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    // An index with one manifest that says nothing: its config will say.
    return index.manifests().size() == 1
        ? index.manifests().stream().filter(each -> each.platform().isEmpty()).findFirst()
        : Optional.empty();
  }

  /** Whether an image made for one platform runs on the other. */
  static boolean runsOn(Platform made, Platform wanted) {
    return acceptable(wanted).stream().anyMatch(each -> each.matches(normal(made)));
  }

  private static boolean isFor(Descriptor manifest, Platform platform) {
    return manifest.platform().map(PlatformChoice::normal).filter(platform::matches).isPresent();
  }

  private static Platform normal(Platform platform) {
    return Platform.of(platform.os(), platform.architecture(), platform.variant());
  }

  /** The platform and those that it includes, the best first. */
  private static List<Platform> acceptable(Platform wanted) {
    Platform normal = normal(wanted);
    String os = normal.os();
    var list = new ArrayList<>(List.of(normal));
    switch (normal.architecture()) {
      case "amd64" -> lower(list, normal, 2, true);
      case "arm" -> lower(list, normal, 5, false);
      case "arm64" -> {
        if (!normal.variant().isEmpty()) {
          list.add(new Platform(os, "arm64", ""));
        }
      }
      default -> {}
    }
    return list;
  }

  /** Adds the lower variants down to the least, and perhaps the one without a name. */
  private static void lower(List<Platform> list, Platform from, int least, boolean unnamed) {
    int level = from.variant().matches("v\\d") ? from.variant().charAt(1) - '0' : 0;
    for (int v = level - 1; v >= least; v--) {
      list.add(new Platform(from.os(), from.architecture(), "v" + v));
    }
    if (level > 0 && unnamed) {
      list.add(new Platform(from.os(), from.architecture(), ""));
    }
  }
}
