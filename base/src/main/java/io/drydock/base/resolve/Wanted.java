package io.drydock.base.resolve;

import io.drydock.core.SourceLocation;

/**
 * A package that a definition names: {@code name}, {@code name=version} or {@code name/suite}, as
 * for {@code apt-get install}.
 *
 * @param version exactly, or empty for the preferred one
 * @param suite to take it from, or empty for any
 */
public record Wanted(String name, String version, String suite, SourceLocation location) {

  /** Reads the form that apt takes. */
  public static Wanted parse(String text, SourceLocation location) {
    int equals = text.indexOf('=');
    if (equals > 0) {
      return new Wanted(
          text.substring(0, equals).strip(), text.substring(equals + 1).strip(), "", location);
    }
    int slash = text.indexOf('/');
    return slash > 0
        ? new Wanted(
            text.substring(0, slash).strip(), "", text.substring(slash + 1).strip(), location)
        : new Wanted(text.strip(), "", "", location);
  }

  boolean accepts(Candidate candidate) {
    return (version.isEmpty() || candidate.version().text().equals(version))
        && (suite.isEmpty() || candidate.repository().suite().equals(suite));
  }

  @Override
  public String toString() {
    return name + (version.isEmpty() ? "" : "=" + version) + (suite.isEmpty() ? "" : "/" + suite);
  }
}
