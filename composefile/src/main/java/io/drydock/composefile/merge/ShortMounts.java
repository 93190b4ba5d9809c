package io.drydock.composefile.merge;

/** Where in a container the short forms of volumes and devices lead. */
final class ShortMounts {
  private ShortMounts() {}

  /**
   * The path in the container of {@code [SOURCE:]TARGET[:OPTIONS]}. The colon behind the letter of
   * a Windows drive parts nothing.
   */
  static String volumeTarget(String spec) {
    int first = colon(spec, 0);
    if (first < 0) {
      return spec;
    }
    int second = colon(spec, first + 1);
    return second < 0 ? spec.substring(first + 1) : spec.substring(first + 1, second);
  }

  private static int colon(String spec, int from) {
    int colon = spec.indexOf(':', from);
    boolean drive = colon == from + 1 && Character.isLetter(spec.charAt(from));
    return drive ? spec.indexOf(':', colon + 1) : colon;
  }

  /** The path in the container of {@code HOST[:CONTAINER[:PERMISSIONS]]}. */
  static String deviceTarget(String spec) {
    String[] parts = spec.split(":", -1);
    return parts.length == 1 ? parts[0] : parts[1];
  }
}
