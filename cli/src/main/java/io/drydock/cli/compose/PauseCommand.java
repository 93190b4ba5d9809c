package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Scope;

/** Stops the processes of services' containers for a while. */
final class PauseCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose pause [SERVICE...]", "Pause services").arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Scope scope = call.scope();
    try (Display display = call.display("Running")) {
      call.projects(display).pause(scope);
    }
    return 0;
  }
}
