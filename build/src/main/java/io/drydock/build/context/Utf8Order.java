package io.drydock.build.context;

/** The order of names by their UTF-8 bytes, which is that of their code points. */
final class Utf8Order {
  private Utf8Order() {}

  static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point above all that fit one char.
        boolean aHigh = Character.isSurrogate(a);
        boolean bHigh = Character.isSurrogate(b);
        return aHigh == bHigh ? Character.compare(a, b) : Boolean.compare(aHigh, bHigh);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
