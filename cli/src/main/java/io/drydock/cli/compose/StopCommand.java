package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Scope;

/** Stops containers of services, each before what it depends on. */
final class StopCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose stop [OPTIONS] [SERVICE...]", "Stop services")
        .flag("timeout", 't', Kind.INT, "Specify a shutdown timeout in seconds")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Scope scope = call.scope();
    try (Display display = call.display("Stopping")) {
      call.projects(display).stop(scope, call.timeout());
    }
    return 0;
  }
}
