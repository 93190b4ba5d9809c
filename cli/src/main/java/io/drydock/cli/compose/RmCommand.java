package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Scope;
import io.drydock.compose.state.ContainerState;
import java.io.IOException;
import java.util.List;

/** Removes containers of services that do not run. */
final class RmCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose rm [OPTIONS] [SERVICE...]", "Removes stopped service containers")
        .details(
            """
            By default, anonymous volumes attached to containers will not be removed. You
            can override this with -v. To list all volumes, use "drydock volume ls".

            Any data which is not in a volume will be lost.\
            """)
        .flag("force", 'f', Kind.BOOL, "Don't ask to confirm removal")
        .flag("stop", 's', Kind.BOOL, "Stop the containers, if required, before removing")
        .flag("volumes", 'v', Kind.BOOL, "Remove any anonymous volumes attached to containers")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws IOException {
    Scope scope = call.scope();
    if (call.arguments().on("stop")) {
      try (Display display = call.display("Stopping")) {
        call.projects(display).stop(scope, call.timeout());
      }
    }
    try (Display display = call.display("Removing")) {
      List<ContainerState> stopped = call.projects(display).stopped(scope);
      if (stopped.isEmpty()) {
        call.err().println("No stopped containers");
        return 0;
      }
      String names = String.join(", ", stopped.stream().map(ContainerState::name).toList());
      call.out().println("Going to remove " + names);
      call.out().flush();
      if (call.arguments().on("force") || Confirmation.given(call.call().session(), "")) {
        call.projects(display).remove(stopped, call.arguments().on("volumes"));
      }
    }
    return 0;
  }
}
