package io.drydock.cli.frame;

/** One command of the command line. */
public interface Command {
  Spec spec();

  /**
   * Does what the words say.
   *
   * @return the exit code
   */
  int run(Session session, Arguments arguments) throws Exception;
}
