package io.drydock.dockerfile.ignore;

import io.drydock.dockerfile.ignore.Glob.Extent;

/**
 * One pattern of an ignore file without its {@code !}.
 *
 * @param text cleaned
 * @param fixed the part of it that paths are compared with: all, or what stands before or behind
 *     {@code **}
 */
public record PathPattern(String text, Strategy strategy, String fixed, Glob glob) {
  /** How paths are compared. */
  public enum Strategy {
    /** With the text itself. */
    EXACT,
    /** With the text before {@code **}. */
    PREFIX,
    /** With the text behind {@code **}. */
    SUFFIX,
    /** Wildcard by wildcard. */
    GLOB
  }

  /**
   * Reads a pattern.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID when it is malformed
   */
  public static PathPattern compile(String text) {
    return new PatternCompiler(text).compile();
  }

  /** Whether the pattern matches the path itself. */
  public boolean matches(String path) {
    return switch (strategy) {
      case EXACT -> path.equals(fixed);
      case PREFIX -> path.startsWith(fixed);
      case SUFFIX -> endsAt(path, path.length());
      case GLOB -> glob.matches(path, Extent.WHOLE);
    };
  }

  /** Whether the pattern matches the path or a directory above it. */
  boolean matchesPathOrParent(String path) {
    return switch (strategy) {
      case EXACT ->
          path.startsWith(fixed)
              && (path.length() == fixed.length() || path.charAt(fixed.length()) == '/');
      case PREFIX -> path.startsWith(fixed);
      case SUFFIX -> endsAtAnyName(path);
      case GLOB -> glob.matches(path, Extent.WHOLE_OR_PARENT);
    };
  }

  /** Whether the pattern may match something below the directory. */
  boolean mayMatchBelow(String directory) {
    String below = directory + "/";
    return switch (strategy) {
      case EXACT -> fixed.startsWith(below);
      case PREFIX -> fixed.startsWith(below) || below.startsWith(fixed);
      case SUFFIX -> true;
      case GLOB -> glob.matches(below, Extent.BEGINNING);
    };
  }

  /** The pattern as a regular expression where it needs one, otherwise empty. */
  public String expression() {
    return strategy == Strategy.GLOB ? glob.expression() : "";
  }

  private boolean endsAtAnyName(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (endsAt(path, slash)) {
        return true;
      }
    }
    return endsAt(path, path.length());
  }

  /** Whether the path up to the position ends as the pattern does, or is what ends it. */
  private boolean endsAt(String path, int end) {
    int length = fixed.length();
    if (end >= length) {
      return path.startsWith(fixed, end - length);
    }
    return end == length - 1
        && fixed.charAt(0) == '/'
        && path.regionMatches(0, fixed, 1, length - 1);
  }
}
