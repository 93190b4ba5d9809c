package io.drydock.composefile.load;

import io.drydock.composefile.model.Build;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the build of a service out of its canonical form. */
final class BuildReader {
  private BuildReader() {}

  static Build build(Values build) {
    return new Build(
        build.text("context"),
        build.text("dockerfile"),
        build.text("dockerfile_inline"),
        build.variables("args"),
        ssh(build),
        build.textMap("labels"),
        build.textMap("additional_contexts"),
        build.each("secrets", ServiceReader::fileReference),
        caching(build),
        environment(build),
        build.text("target"),
        build.texts("tags"),
        build.texts("platforms"),
        build.text("provenance"),
        build.text("sbom"),
        build.location());
  }

  /** Paths by id, which the canonical form has as {@code ID: PATH}. */
  private static SequencedMap<String, Optional<String>> ssh(Values build) {
    var keys = new LinkedHashMap<String, Optional<String>>();
    for (String each : build.texts("ssh")) {
      int colon = each.indexOf(": ");
      keys.put(
          colon < 0 ? each : each.substring(0, colon),
          colon < 0 ? Optional.empty() : Optional.of(each.substring(colon + 2)));
    }
    return keys;
  }

  private static Build.Caching caching(Values build) {
    return new Build.Caching(
        build.texts("cache_from"),
        build.texts("cache_to"),
        build.flag("no_cache"),
        build.texts("no_cache_filter"),
        build.flag("pull"));
  }

  private static Build.Environment environment(Values build) {
    return new Build.Environment(
        build.text("network"),
        build.hosts("extra_hosts"),
        build.number("shm_size"),
        build.map("ulimits", ResourcesReader::ulimit),
        build.flag("privileged"),
        build.texts("entitlements"),
        build.text("isolation"));
  }
}
