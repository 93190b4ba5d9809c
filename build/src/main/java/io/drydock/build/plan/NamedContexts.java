package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The named contexts of a request, found by any spelling of the image name they stand in for. */
final class NamedContexts {
  private final Map<String, NamedContext> byName = new LinkedHashMap<>();

  NamedContexts(Map<String, NamedContext> contexts) {
    contexts.forEach((name, context) -> byName.put(normalise(name), context));
  }

  /**
   * What the name means; {@code name::platform} comes before plain {@code name}. The names {@code
   * scratch} and {@code context} keep their meaning.
   */
  Optional<NamedContext> find(String name, Platform platform) {
    if (byName.isEmpty() || name.equalsIgnoreCase("scratch") || name.equalsIgnoreCase("context")) {
      return Optional.empty();
    }
    String key = normalise(name);
    return Optional.ofNullable(byName.get(key + "::" + platform))
        .or(() -> Optional.ofNullable(byName.get(key)));
  }

  private static String normalise(String name) {
    int colons = name.indexOf("::");
    String suffix = colons < 0 ? "" : name.substring(colons);
    String image = colons < 0 ? name : name.substring(0, colons);
    try {
      String familiar = ImageReference.parse(image).familiar();
      boolean isLatest = familiar.endsWith(":latest");
      return (isLatest ? familiar.substring(0, familiar.length() - ":latest".length()) : familiar)
          + suffix;
    } catch (DrydockException e) {
      return name;
    }
  }
}
