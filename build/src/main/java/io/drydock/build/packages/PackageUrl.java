package io.drydock.build.packages;

import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Package URLs ({@code pkg:TYPE/NAMESPACE/NAME@VERSION?QUALIFIERS}), percent-encoded. */
public final class PackageUrl {
  private static final String UNRESERVED = "-._~";

  private PackageUrl() {}

  /** The URL of an image for a platform, as docker's tools write it. */
  public static String image(ImageReference reference, Platform platform) {
    var qualifiers = new TreeMap<String, String>();
    reference.digest().ifPresent(digest -> qualifiers.put("digest", digest.toString()));
    qualifiers.put("platform", platform.toString());
    String version = reference.tag().orElse(reference.digest().isPresent() ? "" : "latest");
    return of("docker", reference.familiarName(), version, qualifiers);
  }

  /**
   * @param name with its namespace in front, slashes between
   * @param version may be empty
   */
  public static String of(
      String type, String name, String version, Map<String, String> qualifiers) {
    var url = new StringBuilder("pkg:").append(type).append('/').append(encode(name, "/"));
    if (!version.isEmpty()) {
      url.append('@').append(encode(version, ":"));
    }
    char separator = '?';
    for (Map.Entry<String, String> each : new TreeMap<>(qualifiers).entrySet()) {
      if (!each.getValue().isEmpty()) {
        url.append(separator)
            .append(each.getKey())
            .append('=')
            .append(encode(each.getValue(), ":"));
        separator = '&';
      }
    }
    return url.toString();
  }

  private static String encode(String text, String kept) {
    var encoded = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0
              || kept.indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
      }
    }
    return encoded.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
