package io.drydock.oci;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The address of content by its hash, written {@code sha256:0123…} (OCI image specification,
 * descriptor.md, "Digests").
 *
 * @param algorithm {@code sha256}, {@code sha512} or another registered name
 * @param encoded the hash, in lower-case hex for the registered algorithms
 */
public record Digest(String algorithm, String encoded) implements Comparable<Digest> {
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");
  private static final Pattern HEX = Pattern.compile("[a-f0-9]+");

  /**
   * The digest that the text names.
   *
   * @throws DrydockException of kind INVALID when the text is no digest, or its length does not fit
   *     a registered algorithm
   */
  public static Digest parse(String text) {
    if (!isValid(text)) {
      throw new DrydockException(ErrorKind.INVALID, "invalid digest \"" + text + "\"");
    }
    int colon = text.indexOf(':');
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Whether {@link #parse} takes the text. */
  public static boolean isValid(String text) {
    if (!FORM.matcher(text).matches()) {
      return false;
    }
    int colon = text.indexOf(':');
    String encoded = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "sha256" -> encoded.length() == 64 && HEX.matcher(encoded).matches();
      case "sha384" -> encoded.length() == 96 && HEX.matcher(encoded).matches();
      case "sha512" -> encoded.length() == 128 && HEX.matcher(encoded).matches();
      default -> true;
    };
  }

  /** The SHA-256 digest of the bytes. */
  public static Digest of(byte[] content) {
    return of(sha256().digest(content), "sha256");
  }

  /** The digest that a finished {@link #sha256()} hash computed. */
  public static Digest of(MessageDigest finished) {
    return of(finished.digest(), "sha256");
  }

  /** The SHA-256 digest of everything left in the stream; the stream is not closed. */
  public static Digest of(InputStream content) throws IOException {
    MessageDigest hash = sha256();
    byte[] buffer = new byte[64 * 1024];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      hash.update(buffer, 0, n);
    }
    return of(hash);
  }

  /** A new SHA-256 computation. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "no SHA-256 in this JDK", e);
    }
  }

  /**
   * A new computation by this digest's algorithm.
   *
   * @throws DrydockException of kind UNSUPPORTED when the algorithm is not a registered one
   */
  public MessageDigest newHash() {
    try {
      return MessageDigest.getInstance(
          switch (algorithm) {
            case "sha256" -> "SHA-256";
            case "sha384" -> "SHA-384";
            case "sha512" -> "SHA-512";
            default ->
                throw new DrydockException(
                    ErrorKind.UNSUPPORTED, "unsupported digest algorithm \"" + algorithm + "\"");
          });
    } catch (NoSuchAlgorithmException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "no " + algorithm + " in this JDK", e);
    }
  }

  /** Whether the finished computation (see {@link #newHash}) gives this digest. */
  public boolean matches(MessageDigest finished) {
    return encoded.equals(HexFormat.of().formatHex(finished.digest()));
  }

  /** The first twelve digits, as docker shows image IDs. */
  public String shortHex() {
    return encoded.substring(0, Math.min(12, encoded.length()));
  }

  private static Digest of(byte[] hash, String algorithm) {
    return new Digest(algorithm, HexFormat.of().formatHex(hash));
  }

  @Override
  public int compareTo(Digest other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return algorithm + ":" + encoded;
  }
}
