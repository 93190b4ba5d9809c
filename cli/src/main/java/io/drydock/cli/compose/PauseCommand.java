package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Scope;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import java.util.List;

/** Stops the processes of services' containers for a while. */
final class PauseCommand extends ContainersCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose pause [SERVICE...]", "Pause services").arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<ServiceContainer> containers =
        call.containers(Scope.RUNNING, call.services()).stream()
            .filter(each -> each.state().equals("running"))
            .toList();
    each(
        call,
        containers,
        new Words("", "Paused"),
        path -> call.engine().post(path + "/pause", new Query()).discard());
    return 0;
  }
}
