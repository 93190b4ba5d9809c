package io.drydock.cli.image;

/** Image IDs as lists show them. */
final class Ids {
  private static final String ALGORITHM = "sha256:";
  private static final int SHORT = 12;

  private Ids() {}

  static String shown(String id, boolean whole) {
    if (whole || !id.startsWith(ALGORITHM)) {
      return id;
    }
    return id.substring(ALGORITHM.length(), Math.min(id.length(), ALGORITHM.length() + SHORT));
  }
}
