package io.drydock.conformance;

/** Cases passed of all cases. Another half of a suite has other totals, so shares are compared. */
record Score(int passed, int total) {
  static Score parse(String text) {
    int slash = text.indexOf('/');
    return new Score(
        Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  boolean reaches(Score other) {
    return (long) passed * other.total >= (long) other.passed * total;
  }

  @Override
  public String toString() {
    return passed + "/" + total;
  }
}
