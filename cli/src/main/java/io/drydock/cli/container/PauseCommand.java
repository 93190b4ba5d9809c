package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Freezes all processes of containers. */
final class PauseCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "pause CONTAINER [CONTAINER...]", "Pause all processes within one or more containers")
        .aliases("container pause", "pause")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    return call.atOnce(name ->
        call.engine()
            .post("/containers/" + EngineClient.part(name) + "/pause", new Query())
            .discard());
  }
}
