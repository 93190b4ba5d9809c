package io.drydock.build.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The distribution that a tree is of, as os-release(5) tells it.
 *
 * @param id {@code debian}, {@code alpine}; empty when it is not told
 * @param version {@code 12}; may be empty
 */
record OperatingSystem(String id, String version) {
  static final OperatingSystem UNKNOWN = new OperatingSystem("", "");

  static OperatingSystem read(InputStream in) throws IOException {
    Map<String, String> values = new HashMap<>();
    new String(in.readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(line ->
            values.put(
                line.substring(0, line.indexOf('=')),
                line.substring(line.indexOf('=') + 1).replaceAll("^[\"']|[\"']$", "")));
    return new OperatingSystem(
        values.getOrDefault("ID", ""), values.getOrDefault("VERSION_ID", ""));
  }

  /** The id, or another word where there is none. */
  String idOr(String other) {
    return id.isEmpty() ? other : id;
  }

  /** As package URLs name it: {@code debian-12}. */
  String distro() {
    return version.isEmpty() ? id : id + "-" + version;
  }
}
