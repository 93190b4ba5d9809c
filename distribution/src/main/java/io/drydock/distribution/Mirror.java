package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URI;

/**
 * A registry that is asked for another one's content first.
 *
 * @param domain whose content it has, as in image references
 * @param base its URL
 */
public record Mirror(String domain, URI base) {
  /**
   * The mirror that the text names: a URL for Docker Hub, or {@code DOMAIN=URL}.
   *
   * @throws DrydockException of kind INVALID when there is no HTTP URL
   */
  public static Mirror parse(String text) {
    int equals = text.indexOf('=');
    String domain = equals < 0 ? "docker.io" : text.substring(0, equals);
    String url = text.substring(equals + 1);
    try {
      URI base = URI.create(url.endsWith("/") ? url : url + "/");
      if (base.getHost() != null && String.valueOf(base.getScheme()).matches("https?")) {
        return new Mirror(domain, base);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new DrydockException(
        ErrorKind.INVALID,
        "invalid registry mirror \"" + text + "\": want URL or DOMAIN=URL with http or https");
  }
}
