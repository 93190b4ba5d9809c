package io.drydock.lint.hadolint;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.shell.ShellLexer;
import java.util.Map;

/** Words of instructions as they are meant. */
final class Text {
  private static final ShellLexer LEXER = new ShellLexer('\\').withUnsetVariablesKept();

  private Text() {}

  /** The word without quotes and escapes, variables kept as they are written. */
  static String unquoted(String word) {
    if (word.indexOf('"') < 0 && word.indexOf('\'') < 0 && word.indexOf('\\') < 0) {
      return word;
    }
    try {
      return LEXER.expand(word, Map.of());
    } catch (DrydockException e) {
      return stripped(word);
    }
  }

  /** The word without the quotes around it; backslashes stay, as in paths of Windows. */
  static String stripped(String word) {
    int start = !word.isEmpty() && isQuote(word.charAt(0)) ? 1 : 0;
    int end = word.length();
    while (end > start && isQuote(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(start, end);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** Whether the path begins at a root, of Unix or of Windows, or with a variable. */
  static boolean isAbsolute(String path) {
    boolean drive =
        path.length() >= 2 && Character.isLetter(path.charAt(0)) && path.charAt(1) == ':';
    return path.startsWith("/") || path.startsWith("$") || path.startsWith("\\") || drive;
  }

  /** What stands behind the last slash or backslash. */
  static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
