package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Scope;

/** Sends the containers of services a signal. */
final class KillCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose kill [OPTIONS] [SERVICE...]", "Force stop service containers")
        .flag(
            "remove-orphans",
            Kind.BOOL,
            "Remove containers for services not defined in the Compose file")
        .flag("signal", 's', Kind.STRING, "SIGNAL to send to the container (default \"SIGKILL\")")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Scope scope = call.scope();
    if (call.containers(ComposeCall.Containers.RUNNING, call.services()).isEmpty()) {
      call.err().println("no container to kill");
      return 0;
    }
    try (Display display = call.display("Killing")) {
      call.projects(display)
          .kill(scope, call.arguments().value("signal", "SIGKILL"), call.flags().removesOrphans());
    }
    return 0;
  }
}
