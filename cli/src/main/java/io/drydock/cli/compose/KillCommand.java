package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Scope;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import java.util.List;

/** Sends the containers of services a signal. */
final class KillCommand extends ContainersCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose kill [OPTIONS] [SERVICE...]", "Force stop service containers")
        .flag(
            "remove-orphans",
            Kind.BOOL,
            "Also kill containers for services not defined in the Compose file")
        .flag("signal", 's', Kind.STRING, "SIGNAL to send to the container (default \"SIGKILL\")")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<ServiceContainer> containers = call.containers(Scope.RUNNING, call.services());
    if (containers.isEmpty()) {
      call.err().println("no container to kill");
      return 0;
    }
    Query query = new Query().with("signal", call.arguments().value("signal", "SIGKILL"));
    each(
        call,
        containers,
        new Words("Killing", "Killed"),
        path -> call.engine().post(path + "/kill", query).discard());
    return 0;
  }
}
