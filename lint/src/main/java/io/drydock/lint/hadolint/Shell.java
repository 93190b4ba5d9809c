package io.drydock.lint.hadolint;

import java.util.List;
import java.util.Locale;

/**
 * What the shell form of RUN is read by.
 *
 * @param words of SHELL, or of the default
 */
record Shell(List<String> words) {
  static final Shell DEFAULT = new Shell(List.of("/bin/sh", "-c"));

  private static final List<String> OTHERS = List.of("powershell", "pwsh", "cmd");

  Shell {
    words = List.copyOf(words);
  }

  /** Whether it reads the language of POSIX and Bash. */
  boolean isPosix() {
    return !OTHERS.contains(name());
  }

  /** The name of the program in lower case, without directory and {@code .exe}. */
  String name() {
    String path = words.isEmpty() ? "" : words.getFirst();
    String base = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String lower = base.toLowerCase(Locale.ROOT);
    return lower.endsWith(".exe") ? lower.substring(0, lower.length() - 4) : lower;
  }
}
