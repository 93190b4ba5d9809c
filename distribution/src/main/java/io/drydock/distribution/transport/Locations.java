package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URI;

/** URLs that servers answer with: relative or absolute, and often built behind a proxy. */
public final class Locations {
  private Locations() {}

  /**
   * The URL that the reference means on the page. A reference to the page's own host that only
   * lacks its encryption (as servers behind a TLS proxy write it) keeps the page's scheme.
   *
   * @throws DrydockException of kind INVALID when the reference is no HTTP URL
   */
  public static URI resolve(URI page, String reference) {
    URI target;
    try {
      target = page.resolve(reference.replace(" ", "%20"));
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, page.getHost() + " answered with an invalid Location", e);
    }
    if (target.getHost() == null || !String.valueOf(target.getScheme()).matches("(?i)https?")) {
      throw new DrydockException(
          ErrorKind.INVALID, page.getHost() + " answered with an invalid Location: " + reference);
    }
    return lostEncryption(page, target) ? encrypted(target) : target;
  }

  private static boolean lostEncryption(URI page, URI target) {
    return Origin.of(page).isEncrypted()
        && !Origin.of(target).isEncrypted()
        && page.getHost().equalsIgnoreCase(target.getHost())
        && page.getPort() == target.getPort();
  }

  private static URI encrypted(URI target) {
    return URI.create("https" + target.toString().substring("http".length()));
  }
}
