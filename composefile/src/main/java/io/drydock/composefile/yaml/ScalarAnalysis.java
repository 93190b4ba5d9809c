package io.drydock.composefile.yaml;

/** Which styles can hold a string in block context. */
final class ScalarAnalysis {
  private final String text;
  private boolean indicators;
  private boolean special;
  private boolean tabs;
  private boolean breakThenSpace;
  private boolean spaceThenBreak;

  ScalarAnalysis(String text) {
    this.text = text;
    indicators = text.startsWith("---") || text.startsWith("...");
    int previous = ' ';
    for (int i = 0; i < text.length(); ) {
      int each = text.codePointAt(i);
      int next = i + Character.charCount(each);
      boolean blankFollows = next == text.length() || isBlank(text.charAt(next));
      indicators |= isIndicator(each, i == 0, isBlank(previous), blankFollows);
      tabs |= each == '\t';
      special |= each != '\t' && each != '\n' && !isPrintable(each);
      breakThenSpace |= i > 0 && each == ' ' && previous == '\n';
      spaceThenBreak |= i > 0 && each == '\n' && previous == ' ';
      previous = each;
      i = next;
    }
  }

  private static boolean isIndicator(
      int each, boolean first, boolean blankBefore, boolean blankAfter) {
    if (each == ':') {
      return blankAfter;
    }
    if (first) {
      return (each == '?' || each == '-') ? blankAfter : "#,[]{}&*!|>'\"%@`".indexOf(each) >= 0;
    }
    return each == '#' && blankBefore;
  }

  private static boolean isBlank(int each) {
    return each == ' ' || each == '\t' || each == '\n' || each == '\r';
  }

  static boolean isPrintable(int each) {
    return each == '\n'
        || (each >= 0x20 && each <= 0x7E)
        || (each >= 0xA0 && each <= 0xD7FF && each != 0x2028 && each != 0x2029)
        || (each >= 0xE000 && each <= 0xFFFD && each != 0xFEFF)
        || (each >= 0x10000 && each <= 0x10FFFF);
  }

  private boolean hasOuterSpace() {
    return isOuter(0) || isOuter(text.length() - 1);
  }

  private boolean isOuter(int index) {
    return text.charAt(index) == ' ' || text.charAt(index) == '\n';
  }

  boolean isPlainAllowed() {
    return !text.isEmpty()
        && !hasOuterSpace()
        && !indicators
        && text.indexOf('\n') < 0
        && isSingleQuotedAllowed();
  }

  boolean isSingleQuotedAllowed() {
    return !special && !tabs && !breakThenSpace && !spaceThenBreak;
  }

  /** Whether the string can be a block of lines. */
  boolean isBlockAllowed() {
    return !text.endsWith(" ") && !spaceThenBreak && !special;
  }
}
