package io.drydock.oci.tree;

import java.util.Comparator;

/**
 * The order of a walk: by component, each compared by the bytes of its UTF-8 form; a directory
 * comes right before what is in it.
 */
public enum PathOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** The separator before all; surrogates after the rest of the plane, as in UTF-8. */
  private static int rank(char c) {
    if (c == '/') {
      return -1;
    }
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }
}
