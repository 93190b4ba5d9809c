package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Values of {@code --chmod}: octal, or symbolic as chmod(1) takes it ({@code u=rwX,go=rX}). */
final class ModeText {
  private ModeText() {}

  /** Refuses what is neither. */
  static void check(String mode) {
    if (!isOctal(mode) && !isSymbolic(mode)) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "invalid chmod parameter: '"
                  + mode
                  + "'. it should be octal string and between 0 and 07777")
          .withHint("Symbolic modes as u=rwX,go=rX are understood too.");
    }
  }

  private static boolean isOctal(String mode) {
    int start = 0;
    while (start < mode.length() - 1 && mode.charAt(start) == '0') {
      start++;
    }
    String digits = mode.substring(start);
    return !digits.isEmpty()
        && digits.length() <= 4
        && digits.chars().allMatch(c -> c >= '0' && c <= '7');
  }

  private static boolean isSymbolic(String mode) {
    for (String clause : mode.split(",", -1)) {
      int who = skip(clause, 0, "ugoa");
      if (who == clause.length() || !areActions(clause, who)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areActions(String clause, int start) {
    int at = start;
    while (at < clause.length()) {
      if ("+-=".indexOf(clause.charAt(at)) < 0) {
        return false;
      }
      int permissions = at + 1;
      boolean copies =
          permissions < clause.length() && "ugo".indexOf(clause.charAt(permissions)) >= 0;
      at = copies ? permissions + 1 : skip(clause, permissions, "rwxXst");
    }
    return true;
  }

  private static int skip(String text, int start, String accepted) {
    int at = start;
    while (at < text.length() && accepted.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
