package io.drydock.cli.command;

import io.drydock.build.BuildResult;
import io.drydock.core.Sizes;
import io.drydock.oci.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what came of a build. */
final class BuildReport {
  private BuildReport() {}

  /** Name, digest, size, layers, time, and how much came from the cache. */
  static String summary(List<ImageReference> tags, BuildResult result) {
    var text = new StringBuilder();
    boolean several = result.images().size() > 1;
    for (BuildResult.Image image : result.images()) {
      String name =
          tags.isEmpty()
              ? "image " + image.id().shortHex()
              : tags.stream().map(ImageReference::familiar).collect(Collectors.joining(", "));
      text.append(name).append(several ? " (" + image.platform() + ")" : "");
      text.append("\n  digest  ").append(several ? image.manifest().digest() : digest(result));
      text.append("\n  size    ").append(Sizes.decimal(image.sizeBytes()));
      text.append(" in ").append(counted(image.layers(), "layer")).append('\n');
    }
    if (several) {
      text.append("index\n  digest  ").append(digest(result)).append('\n');
    }
    String time = String.format(Locale.ROOT, "%.1f", result.elapsed().toMillis() / 1000.0);
    return text
        + "  built in "
        + time
        + " s, "
        + result.cachedSteps()
        + " of "
        + counted(result.steps(), "step")
        + " from the cache";
  }

  /** What names the result: the only image's ID, or the digest of the index of several. */
  static Optional<String> id(BuildResult result) {
    return result.images().size() == 1
        ? Optional.of(result.images().getFirst().id().toString())
        : result.target().map(target -> target.digest().toString());
  }

  /** Of what the names point at. */
  private static String digest(BuildResult result) {
    return result.target().map(target -> target.digest().toString()).orElse("");
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
