package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Scope;

/** Lets the processes of paused containers go on. */
final class UnpauseCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose unpause [SERVICE...]", "Unpause services").arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Scope scope = call.scope();
    try (Display display = call.display("Running")) {
      call.projects(display).unpause(scope);
    }
    return 0;
  }
}
