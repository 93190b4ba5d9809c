package io.drydock.cli.network;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;

/** Removes networks. */
final class NetworkRmCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("network rm NETWORK [NETWORK...]", "Remove one or more networks")
        .aliases("network rm", "network remove")
        .flag("force", 'f', Kind.BOOL, "Do not error if the network does not exist")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    return call.each(name -> {
      String path = "/networks/" + EngineClient.part(name);
      if (!mayRemove(call, path)) {
        return;
      }
      try {
        call.engine().delete(path, new Query()).discard();
        call.out().println(name);
      } catch (DrydockException e) {
        if (e.kind() != ErrorKind.NOT_FOUND || !call.arguments().on("force")) {
          throw e;
        }
      }
    });
  }

  /** A swarm's routing mesh is removed only when the user says so again. */
  private static boolean mayRemove(Call call, String path) throws IOException {
    try {
      JsonObject network = call.engine().get(path, new Query()).object();
      return !Json.flag(network, "Ingress")
          || Confirmation.given(
              call.session(),
              "WARNING! Before removing the routing-mesh network, make sure all the nodes in your"
                  + " swarm run the same docker engine version. Otherwise, removal may not be"
                  + " effective and functionality of newly create ingress networks will be"
                  + " impaired.");
    } catch (DrydockException e) {
      // to remove it tells what is wrong
      return true;
    }
  }
}
