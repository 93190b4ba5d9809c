package io.drydock.dockerfile.shell;

/** Replaces the variables in a word; one word stays one word. */
@FunctionalInterface
public interface Expander {
  /**
   * @throws io.drydock.core.DrydockException of kind INVALID when the word is malformed or a {@code
   *     ${name:?message}} fails
   */
  String expand(String word);
}
