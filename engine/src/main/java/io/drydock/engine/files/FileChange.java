package io.drydock.engine.files;

/**
 * What a container changed in its image's files.
 *
 * @param path absolute
 */
public record FileChange(Kind kind, String path) {
  /** The kinds, each at the number that Docker's API has for it. */
  public enum Kind {
    MODIFIED('C'),
    ADDED('A'),
    DELETED('D');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    /** As {@code docker diff} prints it. */
    public char letter() {
      return letter;
    }
  }
}
