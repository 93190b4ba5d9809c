package io.drydock.composefile.canonical;

import java.util.Comparator;

/**
 * The order in which Go's YAML writer puts the keys of a map: numbers by their value, and what is
 * no letter before letters.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    boolean afterDigit = false;
    for (int i = 0; i < shared; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        return compareFrom(left, right, i, afterDigit);
      }
      afterDigit = Character.isDigit(l);
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareFrom(String left, String right, int at, boolean afterDigit) {
    char l = left.charAt(at);
    char r = right.charAt(at);
    boolean leftIsLetter = Character.isLetter(l);
    boolean rightIsLetter = Character.isLetter(r);
    if (leftIsLetter && rightIsLetter) {
      return Character.compare(l, r);
    }
    if (leftIsLetter || rightIsLetter) {
      return leftIsLetter == afterDigit ? -1 : 1;
    }
    int byNumber = compareNumbers(left, right, at);
    return byNumber != 0 ? byNumber : Character.compare(l, r);
  }

  /** Compares runs of digits, to which those before count where one of the two goes on with 0. */
  private static int compareNumbers(String left, String right, int at) {
    boolean within = (left.charAt(at) == '0' || right.charAt(at) == '0') && followsNumber(left, at);
    int leftEnd = endOfDigits(left, at);
    int rightEnd = endOfDigits(right, at);
    int byValue =
        Long.compare(number(left, at, leftEnd, within), number(right, at, rightEnd, within));
    return byValue != 0 ? byValue : Integer.compare(leftEnd, rightEnd);
  }

  private static boolean followsNumber(String text, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(text.charAt(i)); i--) {
      if (text.charAt(i) != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static long number(String text, int from, int end, boolean within) {
    long number = within ? 1 : 0;
    for (int i = from; i < end; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
