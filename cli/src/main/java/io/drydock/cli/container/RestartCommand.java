package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Stops containers and starts them again. */
final class RestartCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("restart [OPTIONS] CONTAINER [CONTAINER...]", "Restart one or more containers")
        .aliases("container restart", "restart")
        .flag("signal", 's', Kind.STRING, "Signal to send to the container")
        .flag("timeout", 't', Kind.INT, "Seconds to wait before killing the container")
        .formerly("time", "timeout")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    Query query =
        new Query()
            .given("signal", call.arguments().value("signal"))
            .given("t", call.arguments().value("timeout"));
    return call.each(name -> {
      call.engine().post("/containers/" + EngineClient.part(name) + "/restart", query).discard();
      call.out().println(name);
    });
  }
}
