package io.drydock.cli.command;

import com.google.gson.JsonObject;
import io.drydock.build.BuildResult;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what came of a build. */
final class BuildReport {
  private BuildReport() {}

  /** Name, digest, size, layers, time, and how much came from the cache. */
  static String summary(List<ImageReference> tags, BuildResult result) {
    var text = new StringBuilder();
    for (BuildResult.Image image : result.images()) {
      String name =
          tags.isEmpty()
              ? "image " + image.id().shortHex()
              : tags.stream().map(ImageReference::familiar).collect(Collectors.joining(", "));
      text.append(name).append(result.images().size() > 1 ? " (" + image.platform() + ")" : "");
      text.append("\n  digest  ").append(image.manifest().digest());
      text.append("\n  size    ").append(Sizes.decimal(image.sizeBytes()));
      text.append(" in ").append(counted(image.layers(), "layer")).append('\n');
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

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The file of {@code --metadata-file}, with the keys that buildx writes. */
  static void writeMetadata(Path file, List<ImageReference> tags, BuildResult result)
      throws IOException {
    var json = new JsonObject();
    if (!result.images().isEmpty()) {
      json.addProperty("containerimage.config.digest", result.images().getFirst().id().toString());
    }
    result
        .target()
        .ifPresent(target -> {
          json.add("containerimage.descriptor", target.toJson());
          json.addProperty("containerimage.digest", target.digest().toString());
        });
    if (!tags.isEmpty()) {
      json.addProperty(
          "image.name",
          tags.stream().map(ImageReference::toString).collect(Collectors.joining(",")));
    }
    Files.writeString(file, Json.pretty(json) + "\n");
  }
}
