package io.drydock.build.copy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** What {@code --chmod} does to a mode: sets an octal one, or changes it as chmod(1) says. */
final class FileMode {
  private static final int MAX_OCTAL = 07777;
  private static final int OWNER = 04700;
  private static final int GROUP = 02070;
  private static final int OTHERS = 01007;
  private static final int EXECUTE = 0111;

  private final String text;

  private FileMode(String text) {
    this.text = text;
  }

  /**
   * @throws DrydockException of kind INVALID when the text is neither octal nor symbolic
   */
  static FileMode parse(String text) {
    var mode = new FileMode(text);
    mode.apply(0, false);
    return mode;
  }

  /** The mode that a file of this mode gets. */
  int apply(int mode, boolean directory) {
    if (Character.isDigit(text.charAt(0))) {
      return octal();
    }
    int result = mode;
    for (String clause : text.split(",", -1)) {
      result = applyClause(clause, result, directory);
    }
    return result;
  }

  private int octal() {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      value = value * 8 + digit;
      if (digit < 0 || digit > 7 || value > MAX_OCTAL) {
        throw invalid();
      }
    }
    return value;
  }

  private int applyClause(String clause, int mode, boolean directory) {
    int at = 0;
    int who = 0;
    while (at < clause.length() && "ugoa".indexOf(clause.charAt(at)) >= 0) {
      who |= who(clause.charAt(at++));
    }
    if (who == 0) {
      who = OWNER | GROUP | OTHERS;
    }
    if (at == clause.length()) {
      throw invalid();
    }
    int result = mode;
    while (at < clause.length()) {
      char operator = clause.charAt(at++);
      int bits = 0;
      while (at < clause.length() && "+-=".indexOf(clause.charAt(at)) < 0) {
        bits |= permission(clause.charAt(at++), result, directory);
      }
      result = change(operator, result, who, bits);
    }
    return result;
  }

  private int change(char operator, int mode, int who, int bits) {
    return switch (operator) {
      case '+' -> mode | (bits & who);
      case '-' -> mode & ~(bits & who);
      case '=' -> (mode & ~who) | (bits & who);
      default -> throw invalid();
    };
  }

  private static int who(char letter) {
    return switch (letter) {
      case 'u' -> OWNER;
      case 'g' -> GROUP;
      case 'o' -> OTHERS;
      default -> OWNER | GROUP | OTHERS;
    };
  }

  /** The bits of the letter for everybody; the caller masks them. */
  private int permission(char letter, int mode, boolean directory) {
    return switch (letter) {
      case 'r' -> 0444;
      case 'w' -> 0222;
      case 'x' -> EXECUTE;
      case 'X' -> directory || (mode & EXECUTE) != 0 ? EXECUTE : 0;
      case 's' -> 06000;
      case 't' -> 01000;
      case 'u' -> spread(mode >> 6);
      case 'g' -> spread(mode >> 3);
      case 'o' -> spread(mode);
      default -> throw invalid();
    };
  }

  private static int spread(int bits) {
    return (bits & 7) * 0111;
  }

  private DrydockException invalid() {
    return new DrydockException(
        ErrorKind.INVALID,
        "invalid chmod parameter: '"
            + text
            + "'. it should be octal string and between 0 and 07777"
            + " or a symbolic mode such as u=rwX,go=rX");
  }
}
