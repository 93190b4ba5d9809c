package io.drydock.cli.context;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Engines;
import io.drydock.cli.frame.Spec;

/** Shows which context commands use now. */
final class ContextShowCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("context show", "Print the name of the current context").arguments(0, 0);
  }

  @Override
  protected int run(Call call) {
    call.out().println(Engines.selection(call.session()).context());
    return 0;
  }
}
