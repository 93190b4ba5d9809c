package io.drydock.cli.compose;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;

/** A command about a project. */
abstract class ComposeCommand extends EngineCommand {
  /** What docker's compose answers to words that it does not take. */
  private static final int MISUSE = 16;

  @Override
  protected final int run(Call call) throws Exception {
    return run(new ComposeCall(call));
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
