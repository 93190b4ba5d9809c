package io.drydock.cli.network;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Takes a container out of a network. */
final class NetworkDisconnectCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "network disconnect [OPTIONS] NETWORK CONTAINER",
            "Disconnect a container from a network")
        .flag("force", 'f', Kind.BOOL, "Force the container to disconnect from a network")
        .arguments(2, 2);
  }

  @Override
  protected int run(Call call) {
    var body = new JsonObject();
    body.addProperty("Container", call.arguments().argument(1));
    body.addProperty("Force", call.arguments().on("force"));
    call.engine()
        .post("/networks/" + EngineClient.part(call.name()) + "/disconnect", new Query(), body)
        .discard();
    return 0;
  }
}
