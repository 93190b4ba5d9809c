package io.drydock.store;

/**
 * Something that a check found.
 *
 * @param severity whether it harms
 * @param subject what it is about: an image's name, a digest, a layer, a path
 * @param message what is wrong with it
 */
public record Fault(Severity severity, String subject, String message) {
  /** Whether something is broken, or only left over for the next collection. */
  public enum Severity {
    ERROR,
    GARBAGE
  }
}
