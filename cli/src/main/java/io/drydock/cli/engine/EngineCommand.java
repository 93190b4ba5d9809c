package io.drydock.cli.engine;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.client.EngineException;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** A command that drives an engine, and tells what goes wrong in docker's words. */
public abstract class EngineCommand implements Command {
  @Override
  public final int run(Session session, Arguments arguments) throws Exception {
    try (var call = new Call(session, arguments)) {
      return run(call);
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.USAGE) {
        throw e;
      }
      return failed(session, e);
    }
  }

  /**
   * Does what the words say.
   *
   * @return the exit code
   */
  protected abstract int run(Call call) throws Exception;

  /** Tells the error; the exit code. */
  protected int failed(Session session, DrydockException error) {
    session.err().println(message(error));
    error.hint().ifPresent(session.err()::println);
    return error.kind() == ErrorKind.CANCELLED ? error.kind().exitCode() : 1;
  }

  /** The error as docker tells it: what the engine says is marked as the engine's. */
  public static String message(DrydockException error) {
    return error instanceof EngineException
        ? "Error response from daemon: " + error.getMessage()
        : error.getMessage();
  }
}
