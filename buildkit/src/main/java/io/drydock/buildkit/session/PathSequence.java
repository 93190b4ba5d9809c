package io.drydock.buildkit.session;

import java.util.Comparator;

/** The order in which fsutil sends paths: by names, a directory right before what is in it. */
final class PathSequence {
  static final Comparator<String> ORDER = PathSequence::compare;

  private PathSequence() {}

  private static int compare(String left, String right) {
    byte[] a = left.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] b = right.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int end = Math.min(a.length, b.length);
    for (int i = 0; i < end; i++) {
      if (a[i] != b[i]) {
        return Integer.compare(rank(a[i]), rank(b[i]));
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int rank(byte value) {
    return value == '/' ? -1 : value & 0xff;
  }
}
