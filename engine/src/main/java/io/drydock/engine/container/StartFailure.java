package io.drydock.engine.container;

/** The exit code that a container or a further command gets which could not be started. */
final class StartFailure {
  static final int NOT_EXECUTABLE = 126;
  static final int NOT_FOUND = 127;
  private static final int OTHER = 128;

  private StartFailure() {}

  /** By the runtime's words, as Docker reads them. */
  static int exitCode(String message) {
    if (message.contains("executable file not found")
        || message.contains("no such file or directory")) {
      return NOT_FOUND;
    }
    if (message.contains("permission denied")
        || message.contains("not a directory")
        || message.contains("is a directory")
        || message.contains("exec format error")) {
      return NOT_EXECUTABLE;
    }
    return OTHER;
  }
}
