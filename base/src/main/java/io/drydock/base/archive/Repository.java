package io.drydock.base.archive;

import java.net.URI;
import java.util.List;

/**
 * One suite of a Debian archive, as an apt source names it.
 *
 * @param mirror the archive's root, {@code http:}, {@code https:} or {@code file:}
 * @param suite below {@code dists/}, such as {@code bookworm-updates}
 * @param checkValidUntil whether a release past its {@code Valid-Until} is refused
 */
public record Repository(
    URI mirror, String suite, List<String> components, Keyring keyring, boolean checkValidUntil) {
  public Repository {
    components = List.copyOf(components);
  }

  /** Where a file of the archive lies, given by its path below the root. */
  public URI locate(String path) {
    String root = mirror.toString();
    return URI.create(
        (root.endsWith("/") ? root : root + "/") + path.replace("~", "%7E").replace("+", "%2B"));
  }

  /** {@code http://host/debian bookworm}, for messages. */
  @Override
  public String toString() {
    return mirror + " " + suite;
  }
}
