package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** A version of the Docker Engine API, such as 1.50. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  /**
   * The version that the text means, with or without {@code v}.
   *
   * @throws DrydockException of kind INVALID when it is none
   */
  public static ApiVersion parse(String text) {
    String bare = text.startsWith("v") ? text.substring(1) : text;
    int point = bare.indexOf('.');
    try {
      return new ApiVersion(
          Integer.parseInt(bare.substring(0, Math.max(0, point))),
          Integer.parseInt(bare.substring(point + 1)));
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "\"" + text + "\" is not a version of the Docker API", e);
    }
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
