package io.drydock.base.debian;

/**
 * A package's version, {@code [epoch:]upstream[-revision]}, ordered as dpkg orders them (Debian
 * Policy 5.6.12). Versions that compare as equal may still be written differently.
 *
 * @param text as the archive writes it
 */
public record Version(String text) implements Comparable<Version> {

  @Override
  public int compareTo(Version other) {
    int byEpoch = compareNumbers(epoch(), other.epoch());
    if (byEpoch != 0) {
      return byEpoch;
    }
    int byUpstream = compareParts(upstream(), other.upstream());
    return byUpstream != 0 ? byUpstream : compareParts(revision(), other.revision());
  }

  /** The part before the first colon; empty where there is none, which counts as 0. */
  private String epoch() {
    return text.substring(0, Math.max(0, text.indexOf(':')));
  }

  private String upstream() {
    int hyphen = text.lastIndexOf('-');
    return text.substring(text.indexOf(':') + 1, hyphen < 0 ? text.length() : hyphen);
  }

  /** The part after the last hyphen; empty where there is none, which counts as 0. */
  private String revision() {
    int hyphen = text.lastIndexOf('-');
    return hyphen < 0 ? "" : text.substring(hyphen + 1);
  }

  /** Compares by turns the longest prefixes without digits, then the numbers after them. */
  private static int compareParts(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() || j < right.length()) {
      while (isNonDigit(left, i) || isNonDigit(right, j)) {
        int difference = weight(left, i) - weight(right, j);
        if (difference != 0) {
          return difference;
        }
        i++;
        j++;
      }
      int leftEnd = endOfDigits(left, i);
      int rightEnd = endOfDigits(right, j);
      int byNumber = compareNumbers(left.substring(i, leftEnd), right.substring(j, rightEnd));
      if (byNumber != 0) {
        return byNumber;
      }
      i = leftEnd;
      j = rightEnd;
    }
    return 0;
  }

  private static boolean isNonDigit(String text, int index) {
    return index < text.length() && !isDigit(text.charAt(index));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A tilde sorts before the end of a part, that before letters, those before all else. */
  private static int weight(String text, int index) {
    if (index >= text.length()) {
      return 0;
    }
    char c = text.charAt(index);
    if (isDigit(c)) {
      return 0;
    }
    if (c == '~') {
      return -1;
    }
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? c : c + 0x10000;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Compares decimal numbers of any length; an empty one is 0. */
  private static int compareNumbers(String left, String right) {
    String a = withoutLeadingZeros(left);
    String b = withoutLeadingZeros(right);
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  @Override
  public String toString() {
    return text;
  }
}
