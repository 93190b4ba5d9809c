package io.drydock.cli.compose;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Excerpt;

/** A command about a project. */
abstract class ComposeCommand extends EngineCommand {
  /** What docker's compose answers to words that it does not take. */
  private static final int MISUSE = 16;

  private static final int NO_FILE = 14;
  private static final int WRONG_FILE = 15;

  @Override
  protected final int run(Call call) throws Exception {
    var compose = new ComposeCall(call);
    compose.flags().refuseWhatIsNot();
    String word = spec().usage().split(" ", 3)[1];
    if (compose.flags().dryRun() && ComposeCommands.refusesDryRun(word)) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED, "--dry-run is not supported by \"compose " + word + "\"")
          .withHint("It shows what up, create and scale would do, and why.");
    }
    try {
      return run(compose);
    } catch (DrydockException e) {
      if (!compose.isOfFiles(e)) {
        throw e;
      }
      return fileFault(call, e);
    }
  }

  private static int fileFault(Call call, DrydockException error) {
    error.location().ifPresent(place -> Excerpt.print(place, call.err()));
    call.err().println(error.getMessage());
    error.hint().ifPresent(call.err()::println);
    return error.kind() == ErrorKind.NOT_FOUND ? NO_FILE : WRONG_FILE;
  }

  /**
   * Does what the words say.
   *
   * @return the exit code
   */
  protected abstract int run(ComposeCall call) throws Exception;

  @Override
  public int misuse() {
    return MISUSE;
  }
}
