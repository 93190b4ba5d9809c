package io.drydock.oci;

import io.drydock.core.DrydockException;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of an image as Docker reads it: {@code [domain/]path[:tag][@digest]}, normalised ({@code
 * alpine} is {@code docker.io/library/alpine}).
 *
 * @param domain the registry's host, with a port where given; {@code docker.io} by default; empty
 *     after {@link #parseExact}, and where a dot makes the first component look like a host that it
 *     cannot be ({@code a_b.c/d}): Docker takes that for a name that no registry has
 * @param path the repository on that host
 */
public record ImageReference(
    String domain, String path, Optional<String> tag, Optional<Digest> digest)
    implements AnyReference {
  private static final String DEFAULT_DOMAIN = "docker.io";
  private static final String LEGACY_DEFAULT_DOMAIN = "index.docker.io";
  private static final String OFFICIAL = "library/";

  /**
   * The reference that the text names, normalised; without a tag none is added.
   *
   * @throws DrydockException of kind INVALID with docker's "invalid reference format" wording
   */
  public static ImageReference parse(String text) {
    if (ReferenceGrammar.isIdentifier(text)) {
      throw ReferenceGrammar.invalid(
          "invalid repository name (" + text + "), cannot specify 64-byte hexadecimal strings");
    }
    int slash = text.indexOf('/');
    String first = text.substring(0, Math.max(0, slash));
    boolean hasDomain = slash >= 0 && looksLikeDomain(first);
    String domain = !hasDomain || first.equals(LEGACY_DEFAULT_DOMAIN) ? DEFAULT_DOMAIN : first;
    String rest = hasDomain ? text.substring(slash + 1) : text;
    if (domain.equals(DEFAULT_DOMAIN) && rest.indexOf('/') < 0) {
      rest = OFFICIAL + rest;
    }
    requireLowerCase(rest);
    return ReferenceGrammar.parse(domain + "/" + rest);
  }

  /** Whether what stands before the first slash is a host and not a namespace on Docker Hub. */
  private static boolean looksLikeDomain(String first) {
    return first.equals("localhost")
        || first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || !first.equals(first.toLowerCase(Locale.ROOT));
  }

  private static void requireLowerCase(String rest) {
    int colon = rest.indexOf(':');
    String repository = colon < 0 ? rest : rest.substring(0, colon);
    if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
      throw ReferenceGrammar.invalid(
          "invalid reference format: repository name (" + repository + ") must be lowercase");
    }
  }

  /**
   * The reference exactly as the text has it, without Docker's defaults: the first component is a
   * domain wherever it can be one, otherwise the domain is empty.
   *
   * @throws DrydockException of kind INVALID as {@link #parse}
   */
  public static ImageReference parseExact(String text) {
    return ReferenceGrammar.parse(text);
  }

  /**
   * What to pull for the text: {@link #parse}, then {@code latest} where nothing else is said; a
   * digest makes a tag meaningless, so that is dropped.
   *
   * @throws DrydockException of kind INVALID as {@link #parse}
   */
  public static ImageReference parsePullable(String text) {
    ImageReference parsed = parse(text);
    return parsed.digest.isPresent() ? parsed.withoutTag() : parsed.withDefaultTag();
  }

  /** Whether the text can be a tag: at most 128 of letters, digits, {@code _ . -}. */
  public static boolean isTag(String text) {
    return ReferenceGrammar.isTag(text);
  }

  /** With the tag {@code latest} where there is neither tag nor digest. */
  public ImageReference withDefaultTag() {
    return tag.isPresent() || digest.isPresent() ? this : withTag("latest");
  }

  /**
   * The same with this tag.
   *
   * @throws DrydockException of kind INVALID when the text is no tag
   */
  public ImageReference withTag(String newTag) {
    if (!isTag(newTag)) {
      throw ReferenceGrammar.invalid("invalid tag format");
    }
    return new ImageReference(domain, path, Optional.of(newTag), digest);
  }

  public ImageReference withDigest(Digest newDigest) {
    return new ImageReference(domain, path, tag, Optional.of(newDigest));
  }

  public ImageReference withoutTag() {
    return new ImageReference(domain, path, Optional.empty(), digest);
  }

  /** Only the name: neither tag nor digest. */
  public ImageReference nameOnly() {
    return new ImageReference(domain, path, Optional.empty(), Optional.empty());
  }

  /** {@code domain/path}. */
  public String name() {
    return domain.isEmpty() ? path : domain + "/" + path;
  }

  /** As users write it: without {@code docker.io/}, and without {@code library/} if that is all. */
  public String familiarName() {
    if (!domain.equals(DEFAULT_DOMAIN)) {
      return name();
    }
    boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
    return official ? path.substring(OFFICIAL.length()) : path;
  }

  /** {@link #familiarName} with tag and digest. */
  @Override
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
