package io.drydock.dockerfile.ignore;

import java.util.List;
import java.util.Optional;

/**
 * The patterns of an ignore file, in order: the last one that matches a path, or a directory above
 * it, decides. Immutable and safe for any number of threads.
 */
public final class IgnoreRules {
  /**
   * One pattern.
   *
   * @param line in the file, counted from 1; 0 when it comes from elsewhere
   * @param text the pattern as written
   * @param exception whether it brings paths back ({@code !})
   */
  public record Rule(int line, String text, boolean exception) {}

  /**
   * Reads an ignore file.
   *
   * @param name to show in messages
   * @throws io.drydock.core.DrydockException of kind INVALID for a malformed pattern, with its line
   */
  public static IgnoreRules parse(String name, byte[] content) {
    throw new UnsupportedOperationException("soon");
  }

  /** Rules from patterns that come from elsewhere, as {@code COPY --exclude} has them. */
  public static IgnoreRules of(List<String> patterns) {
    throw new UnsupportedOperationException("soon");
  }

  private IgnoreRules() {}

  public boolean isEmpty() {
    throw new UnsupportedOperationException("soon");
  }

  /**
   * Whether the path stays out.
   *
   * @param path relative to the root of the context, with slashes, clean
   */
  public boolean excludes(String path) {
    return decidedBy(path).filter(rule -> !rule.exception()).isPresent();
  }

  /** The rule that decides over the path; empty when none matches, so the path is in. */
  public Optional<Rule> decidedBy(String path) {
    throw new UnsupportedOperationException("soon");
  }

  /**
   * Whether a walk has to look into the directory: false only where nothing below it can be in.
   *
   * @param directory relative to the root of the context, with slashes, clean
   */
  public boolean mayContainIncluded(String directory) {
    throw new UnsupportedOperationException("soon");
  }
}
