package io.drydock.oci;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;
import java.util.Optional;

/**
 * The grammar of image references as the distribution project defines it:
 *
 * <pre>
 * reference  = [ domain "/" ] component { "/" component } [ ":" tag ] [ "@" digest ]
 * domain     = ( label { "." label } | "[" ipv6 "]" ) [ ":" digits ]
 * label      = alphanumeric [ { alphanumeric | "-" } alphanumeric ]
 * component  = lower { separator lower }         lower = one or more of [a-z0-9]
 * separator  = "." | "_" | "__" | "-" { "-" }
 * tag        = [A-Za-z0-9_] then up to 127 of [A-Za-z0-9_.-]
 * digest     = algorithm ":" at least 32 hex digits
 * </pre>
 *
 * A scanner rather than a regular expression: it is on the way of every command that names an
 * image, where compiling the expressions would cost more than all the rest.
 */
final class ReferenceGrammar {
  private static final int MAX_PATH = 255;
  private static final int MAX_TAG = 128;
  private static final int MIN_DIGEST_DIGITS = 32;

  private ReferenceGrammar() {}

  /** The reference exactly as written: the domain is empty where none is given. */
  static ImageReference parse(String text) {
    Split split = Split.of(text);
    if (!split.isValid()) {
      throw notAReference(text);
    }
    int slash = split.name().indexOf('/');
    boolean hasDomain = slash >= 0 && isDomain(split.name().substring(0, slash));
    String path = hasDomain ? split.name().substring(slash + 1) : split.name();
    if (path.length() > MAX_PATH) {
      throw invalid("repository name must not be more than " + MAX_PATH + " characters");
    }
    return new ImageReference(
        hasDomain ? split.name().substring(0, slash) : "",
        path,
        split.tag(),
        split.digest().map(ReferenceGrammar::digest));
  }

  private static DrydockException notAReference(String text) {
    if (text.isEmpty()) {
      return invalid("repository name must have at least one component");
    }
    return Split.of(text.toLowerCase(Locale.ROOT)).isValid()
        ? invalid("repository name must be lowercase")
        : invalid("invalid reference format");
  }

  static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }

  /** The three parts of a reference by their separators, not yet looked at. */
  private record Split(String name, Optional<String> tag, Optional<String> digest) {
    static Split of(String text) {
      int at = text.indexOf('@');
      String named = at < 0 ? text : text.substring(0, at);
      int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
      return new Split(
          colon < 0 ? named : named.substring(0, colon),
          colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1)),
          at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1)));
    }

    boolean isValid() {
      return isName(name)
          && (tag.isEmpty() || isTag(tag.get()))
          && (digest.isEmpty() || looksLikeDigest(digest.get()));
    }
  }

  private static boolean isName(String name) {
    int slash = name.indexOf('/');
    boolean hasDomain = slash >= 0 && isDomain(name.substring(0, slash));
    return isPath(name, hasDomain ? slash + 1 : 0);
  }

  private static boolean isPath(String name, int start) {
    int from = start;
    for (int slash = name.indexOf('/', from); slash >= 0; slash = name.indexOf('/', from)) {
      if (!isComponent(name, from, slash)) {
        return false;
      }
      from = slash + 1;
    }
    return isComponent(name, from, name.length());
  }

  private static boolean isComponent(String text, int from, int to) {
    int i = from;
    while (true) {
      int word = i;
      while (i < to && isLower(text.charAt(i))) {
        i++;
      }
      if (i == word || i == to) {
        return i > word;
      }
      i = skipSeparator(text, i, to);
    }
  }

  /** The index after the separator at {@code i}, or {@code i} when there is none. */
  private static int skipSeparator(String text, int i, int to) {
    char c = text.charAt(i);
    if (c == '.') {
      return i + 1;
    }
    if (c == '_') {
      return text.startsWith("__", i) ? i + 2 : i + 1;
    }
    int end = i;
    while (end < to && text.charAt(end) == '-') {
      end++;
    }
    return end;
  }

  private static boolean isDomain(String text) {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (hostEnd < 0) {
      hostEnd = text.length();
    }
    String host = text.substring(0, hostEnd);
    boolean hostIsValid = host.startsWith("[") ? isAddress(host) : isHostName(host);
    return hostIsValid && isPort(text.substring(hostEnd));
  }

  private static boolean isAddress(String bracketed) {
    for (int i = 1; i < bracketed.length() - 1; i++) {
      if (!isHex(bracketed.charAt(i)) && bracketed.charAt(i) != ':') {
        return false;
      }
    }
    return bracketed.length() > 2;
  }

  private static boolean isHostName(String host) {
    int from = 0;
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', from)) {
      if (!isLabel(host, from, dot)) {
        return false;
      }
      from = dot + 1;
    }
    return isLabel(host, from, host.length());
  }

  private static boolean isLabel(String host, int from, int to) {
    if (from == to || host.charAt(from) == '-' || host.charAt(to - 1) == '-') {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isAlphanumeric(host.charAt(i)) && host.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPort(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.isEmpty() || (text.length() > 1 && text.charAt(0) == ':');
  }

  /** Whether the text can be a tag. */
  static boolean isTag(String text) {
    if (text.isEmpty() || text.length() > MAX_TAG) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = isAlphanumeric(c) || c == '_' || (i > 0 && (c == '.' || c == '-'));
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is an image ID: 64 lower-case hex digits. */
  static boolean isIdentifier(String text) {
    return text.length() == 64 && isHex(text, 0) && text.equals(text.toLowerCase(Locale.ROOT));
  }

  private static boolean looksLikeDigest(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || text.length() - colon - 1 < MIN_DIGEST_DIGITS) {
      return false;
    }
    boolean wordStart = true;
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      boolean separator = "-_+.".indexOf(c) >= 0;
      if (wordStart ? !isLetter(c) : !separator && !isAlphanumeric(c)) {
        return false;
      }
      wordStart = separator;
    }
    return !wordStart && isHex(text, colon + 1);
  }

  /** The digest, with the errors of Go's digest library. Only SHA-256 is taken. */
  static Digest digest(String text) {
    int colon = text.indexOf(':');
    String algorithm = text.substring(0, Math.max(0, colon));
    String encoded = text.substring(colon + 1);
    if (!algorithm.equals("sha256")) {
      throw invalid(
          algorithm.equals(algorithm.toLowerCase(Locale.ROOT))
              ? "unsupported digest algorithm"
              : "invalid checksum digest format");
    }
    if (encoded.length() != 64) {
      throw invalid("invalid checksum digest length");
    }
    if (!isIdentifier(encoded)) {
      throw invalid("invalid checksum digest format");
    }
    return new Digest(algorithm, encoded);
  }

  private static boolean isLower(char c) {
    return isIn(c, 'a', 'z') || isDigit(c);
  }

  private static boolean isLetter(char c) {
    return isIn(c, 'a', 'z') || isIn(c, 'A', 'Z');
  }

  private static boolean isDigit(char c) {
    return isIn(c, '0', '9');
  }

  private static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  private static boolean isHex(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return isDigit(c) || isIn(c, 'a', 'f') || isIn(c, 'A', 'F');
  }

  private static boolean isIn(char c, char first, char last) {
    return c >= first && c <= last;
  }
}
