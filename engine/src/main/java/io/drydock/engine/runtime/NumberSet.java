package io.drydock.engine.runtime;

import java.util.BitSet;

/** A set of processors or memory nodes as the kernel writes it, {@code 0-3,8}; see cpuset(7). */
final class NumberSet {
  private static final int LARGEST = 8192;

  private NumberSet() {}

  /**
   * @throws NumberFormatException when the text is no such set
   */
  static BitSet parse(String text) {
    var set = new BitSet();
    if (text.isEmpty()) {
      return set;
    }
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = number(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : number(part.substring(dash + 1));
      if (last < first) {
        throw new NumberFormatException("invalid range " + part);
      }
      set.set(first, last + 1);
    }
    return set;
  }

  private static int number(String text) {
    int number = Integer.parseUnsignedInt(text.strip());
    if (number < 0 || number >= LARGEST) {
      throw new NumberFormatException(text + " is too large");
    }
    return number;
  }
}
