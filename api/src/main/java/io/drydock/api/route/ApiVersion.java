package io.drydock.api.route;

import java.util.Optional;

/** A version of the Engine API, as {@code 1.50}. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  /** The oldest that is served. */
  public static final ApiVersion OLDEST = new ApiVersion(1, 24);

  /** The newest that is served, which paths without a version mean. */
  public static final ApiVersion NEWEST = new ApiVersion(1, 56);

  /** The version that a path's first segment names, as {@code v1.50}; or empty. */
  static Optional<ApiVersion> ofSegment(String segment) {
    int point = segment.indexOf('.');
    if (!segment.startsWith("v") || point < 2 || segment.length() > 12) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ApiVersion(
              Integer.parseUnsignedInt(segment.substring(1, point)),
              Integer.parseUnsignedInt(segment.substring(point + 1))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it is this version of API 1 or a later one. */
  public boolean since(int otherMinor) {
    return compareTo(new ApiVersion(1, otherMinor)) >= 0;
  }

  @Override
  public int compareTo(ApiVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
