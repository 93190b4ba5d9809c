package io.drydock.oci;

import io.drydock.core.DrydockException;
import java.util.Optional;

/**
 * The name of an image as Docker reads it: {@code [domain/]path[:tag][@digest]}, normalised ({@code
 * alpine} is {@code docker.io/library/alpine}).
 *
 * @param domain the registry's host, with a port where given; {@code docker.io} by default
 * @param path the repository on that host
 */
public record ImageReference(
    String domain, String path, Optional<String> tag, Optional<Digest> digest) {

  /**
   * The reference that the text names, normalised; without a tag none is added.
   *
   * @throws DrydockException of kind INVALID with docker's "invalid reference format" wording
   */
  public static ImageReference parse(String text) {
    throw new UnsupportedOperationException(text);
  }

  /** With the tag {@code latest} where there is neither tag nor digest. */
  public ImageReference withDefaultTag() {
    return tag.isPresent() || digest.isPresent()
        ? this
        : new ImageReference(domain, path, Optional.of("latest"), digest);
  }

  /** {@code domain/path}. */
  public String name() {
    return domain + "/" + path;
  }

  /** As users write it: without {@code docker.io/} and {@code library/}. */
  public String familiarName() {
    if (!domain.equals("docker.io")) {
      return name();
    }
    return path.startsWith("library/") ? path.substring("library/".length()) : path;
  }

  /** {@link #familiarName} with tag and digest. */
  public String familiar() {
    return familiarName() + suffix();
  }

  @Override
  public String toString() {
    return name() + suffix();
  }

  private String suffix() {
    return tag.map(each -> ":" + each).orElse("") + digest.map(each -> "@" + each).orElse("");
  }
}
