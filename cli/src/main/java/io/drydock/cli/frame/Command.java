package io.drydock.cli.frame;

import io.drydock.core.ErrorKind;

/** One command of the command line. */
public interface Command {
  Spec spec();

  /**
   * Does what the words say.
   *
   * @return the exit code
   */
  int run(Session session, Arguments arguments) throws Exception;

  /** The exit code when the words are not what the command takes. */
  default int misuse() {
    return ErrorKind.USAGE.exitCode();
  }
}
