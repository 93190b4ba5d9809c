package io.drydock.cli.container;

import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Help;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** How {@code run} and {@code create} tell that there is no container, with docker's exit codes. */
final class RunFailure {
  /** The engine or the words are at fault. */
  private static final int NO_CONTAINER = 125;

  private static final int CANNOT_RUN = 126;
  private static final int NO_COMMAND = 127;

  private RunFailure() {}

  /**
   * Tells what is wrong with the words.
   *
   * @throws DrydockException the same, when it is told with the command's usage
   */
  static int ofWords(Session session, String command, DrydockException error) {
    if (error.kind() == ErrorKind.USAGE) {
      throw error;
    }
    if (error.kind() == ErrorKind.UNSUPPORTED) {
      session.err().println(error.getMessage());
      return 1;
    }
    return of(session, command, error, NO_CONTAINER);
  }

  /** Tells what went wrong before the process ran. */
  static int ofStart(Session session, DrydockException error) {
    return of(session, "run", error, code(error.getMessage()));
  }

  private static int of(Session session, String command, DrydockException error, int code) {
    session.out().flush();
    session.err().println(Help.PROGRAM + ": " + EngineCommand.message(error));
    error.hint().ifPresent(session.err()::println);
    session
        .err()
        .println("\nRun '" + Help.PROGRAM + " " + command + " --help' for more information");
    return code;
  }

  /** The exit code by what the OCI runtime said, as docker reads it. */
  private static int code(String message) {
    if (message.contains("executable file not found")
        || message.contains("no such file or directory")
        || message.contains("system cannot find the file specified")) {
      return NO_COMMAND;
    }
    boolean refused =
        message.contains("permission denied")
            || message.contains("is a directory")
            || message.contains("not a directory");
    return refused ? CANNOT_RUN : NO_CONTAINER;
  }
}
