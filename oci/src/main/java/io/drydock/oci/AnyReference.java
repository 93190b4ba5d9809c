package io.drydock.oci;

import io.drydock.core.DrydockException;

/** What a user can mean an image by: a name, or the digest of its content. */
public sealed interface AnyReference permits AnyReference.Content, ImageReference {
  /** As users write it. */
  String familiar();

  /** Content by its digest, with no name. */
  record Content(Digest digest) implements AnyReference {
    @Override
    public String familiar() {
      return digest.toString();
    }

    @Override
    public String toString() {
      return digest.toString();
    }
  }

  /**
   * An image ID (64 hex digits), a digest, or else a name as {@link ImageReference#parse} reads it.
   *
   * @throws DrydockException of kind INVALID when the text is none of them
   */
  static AnyReference parse(String text) {
    if (ReferenceGrammar.isIdentifier(text)) {
      return new Content(new Digest("sha256", text));
    }
    if (text.startsWith("sha256:") && ReferenceGrammar.isIdentifier(text.substring(7))) {
      return new Content(new Digest("sha256", text.substring(7)));
    }
    return ImageReference.parse(text);
  }
}
