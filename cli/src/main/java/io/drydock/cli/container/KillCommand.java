package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Sends containers a signal, SIGKILL if no other is named. */
final class KillCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("kill [OPTIONS] CONTAINER [CONTAINER...]", "Kill one or more running containers")
        .aliases("container kill", "kill")
        .flag("signal", 's', Kind.STRING, "Signal to send to the container")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    Query query = new Query().given("signal", call.arguments().value("signal"));
    return call.atOnce(name ->
        call.engine().post("/containers/" + EngineClient.part(name) + "/kill", query).discard());
  }
}
