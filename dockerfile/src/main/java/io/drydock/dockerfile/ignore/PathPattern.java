package io.drydock.dockerfile.ignore;

import io.drydock.dockerfile.ignore.Glob.Extent;

/**
 * One pattern of an ignore file without its {@code !}.
 *
 * @param text cleaned
 */
public record PathPattern(String text, Strategy strategy, Glob glob) {
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
      case EXACT -> path.equals(text);
      case PREFIX -> path.startsWith(prefix());
      case SUFFIX -> endsAt(path, path.length());
      case GLOB -> glob.matches(path, Extent.WHOLE);
    };
  }

  /** Whether the pattern matches the path or a directory above it. */
  boolean matchesPathOrParent(String path) {
    return switch (strategy) {
      case EXACT ->
          path.startsWith(text)
              && (path.length() == text.length() || path.charAt(text.length()) == '/');
      case PREFIX -> path.startsWith(prefix());
      case SUFFIX -> endsAtAnyName(path);
      case GLOB -> glob.matches(path, Extent.WHOLE_OR_PARENT);
    };
  }

  /** Whether the pattern may match something below the directory. */
  boolean mayMatchBelow(String directory) {
    String below = directory + "/";
    return switch (strategy) {
      case EXACT -> text.startsWith(below);
      case PREFIX -> prefix().startsWith(below) || below.startsWith(prefix());
      case SUFFIX -> true;
      case GLOB -> glob.matches(below, Extent.BEGINNING);
    };
  }

  /** The pattern as a regular expression where it needs one, otherwise empty. */
  public String expression() {
    return strategy == Strategy.GLOB ? glob.expression() : "";
  }

  private String prefix() {
    return text.substring(0, text.length() - 2);
  }

  private boolean endsAtAnyName(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (endsAt(path, slash)) {
        return true;
      }
    }
    return endsAt(path, path.length());
  }

  /** Whether the path up to the position ends as the pattern does. */
  private boolean endsAt(String path, int end) {
    int length = text.length() - 2;
    if (path.startsWith(text.substring(2), end - length)) {
      return end >= length;
    }
    return text.startsWith("/", 2) && end == length - 1 && path.startsWith(text.substring(3));
  }
}
