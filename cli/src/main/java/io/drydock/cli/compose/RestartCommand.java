package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Scope;

/** Stops containers of services and starts them again. */
final class RestartCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose restart [OPTIONS] [SERVICE...]", "Restart service containers")
        .flag("no-deps", Kind.BOOL, "Don't restart dependent services")
        .flag("timeout", 't', Kind.INT, "Specify a shutdown timeout in seconds")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Scope scope = call.scope();
    try (Display display = call.display("Restarting")) {
      call.projects(display).restart(scope, call.timeout(), !call.arguments().on("no-deps"));
    }
    return 0;
  }
}
