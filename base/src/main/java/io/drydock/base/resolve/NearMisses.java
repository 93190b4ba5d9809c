package io.drydock.base.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names that somebody may have meant who wrote another one. */
public final class NearMisses {
  private static final int MOST = 3;

  private NearMisses() {}

  /** The known names that differ from the word by few letters, the nearest first. */
  public static List<String> of(String word, Collection<String> known) {
    record Near(String name, int distance) {}
    int limit = Math.clamp(word.length() / 3, 1, 3);
    return known.stream()
        .filter(name -> Math.abs(name.length() - word.length()) <= limit)
        .map(name -> new Near(name, distance(word, name, limit)))
        .filter(near -> near.distance() <= limit)
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(MOST)
        .map(Near::name)
        .toList();
  }

  /**
   * How many letters have to be put in, left out, replaced or swapped with their neighbour; more
   * than the limit when it is more.
   */
  private static int distance(String left, String right, int limit) {
    int[] beforeLast = new int[right.length() + 1];
    int[] last = new int[right.length() + 1];
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      row[0] = i;
      int smallest = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        smallest = Math.min(smallest, row[j]);
      }
      if (smallest > limit) {
        return limit + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[right.length()];
  }
}
