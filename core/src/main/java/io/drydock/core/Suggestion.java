package io.drydock.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a misspelt word was probably meant to be. */
public final class Suggestion {
  private static final int FARTHEST = 2;

  private Suggestion() {}

  /** The option within an edit distance of two that is closest to the word; case counts. */
  public static Optional<String> closest(String word, List<String> options) {
    String best = "";
    int bestDistance = FARTHEST + 1;
    for (String option : options) {
      if (option.equals(word)) {
        return Optional.empty();
      }
      int distance = distance(word, option);
      if (distance < bestDistance) {
        best = option;
        bestDistance = distance;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** As {@link #closest}, whatever the case, and answered in the word's own case. */
  public static Optional<String> closestIgnoringCase(String word, List<String> options) {
    List<String> lower = options.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    boolean isUpper = word.equals(word.toUpperCase(Locale.ROOT));
    return closest(word.toLowerCase(Locale.ROOT), lower)
        .map(each -> isUpper ? each.toUpperCase(Locale.ROOT) : each);
  }

  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > FARTHEST) {
      return FARTHEST + 1;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
