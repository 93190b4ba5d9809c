package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Lets the processes of paused containers go on. */
final class UnpauseCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "unpause CONTAINER [CONTAINER...]",
            "Unpause all processes within one or more containers")
        .aliases("container unpause", "unpause")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    return call.atOnce(name ->
        call.engine()
            .post("/containers/" + EngineClient.part(name) + "/unpause", new Query())
            .discard());
  }
}
