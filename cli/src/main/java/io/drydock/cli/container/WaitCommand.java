package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.Json;

/** Waits until containers have ended and prints their exit codes. */
final class WaitCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "wait CONTAINER [CONTAINER...]",
            "Block until one or more containers stop, then print their exit codes")
        .aliases("container wait", "wait")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    return call.each(name -> {
      JsonObject ended =
          call.engine()
              .post("/containers/" + EngineClient.part(name) + "/wait", new Query())
              .object();
      call.out().println(Json.number(ended, "StatusCode").orElse(0L));
    });
  }
}
