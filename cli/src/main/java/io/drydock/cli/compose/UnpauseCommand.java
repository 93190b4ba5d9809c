package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Scope;
import io.drydock.cli.frame.Spec;
import io.drydock.client.Query;
import java.util.List;

/** Lets the processes of paused containers go on. */
final class UnpauseCommand extends ContainersCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose unpause [SERVICE...]", "Unpause services").arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    List<ServiceContainer> containers =
        call.containers(Scope.RUNNING, call.services()).stream()
            .filter(each -> each.state().equals("paused"))
            .toList();
    each(
        call,
        containers,
        new Words("", "Unpaused"),
        path -> call.engine().post(path + "/unpause", new Query()).discard());
    return 0;
  }
}
