package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.terminal.DetachKeys;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;

/** Joins this command's streams to a running container. */
final class AttachCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "attach [OPTIONS] CONTAINER",
            "Attach local standard input, output, and error streams to a running container")
        .aliases("container attach", "attach")
        .flag("detach-keys", Kind.STRING, "Override the key sequence for detaching a container")
        .flag("no-stdin", Kind.BOOL, "Do not attach STDIN")
        .flag("sig-proxy", Kind.BOOL, "Proxy all received signals to the process (default true)")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) throws Exception {
    String keys = call.arguments().value("detach-keys", "");
    boolean proxied = !call.arguments().given("sig-proxy") || call.arguments().on("sig-proxy");
    try (var container = new Attached(call, call.name())) {
      container.awaitEnd("");
      boolean tty = join(call, container, keys);
      if (proxied && !tty) {
        container.forwardSignals();
      }
      return container.stayUntilEnd();
    }
  }

  /** Attaches to what runs; whether it has a terminal. */
  private static boolean join(Call call, Attached container, String keys) {
    JsonObject found =
        call.engine()
            .get("/containers/" + EngineClient.part(call.name()) + "/json", new Query())
            .object();
    JsonObject state = Json.child(found, "State").orElseGet(JsonObject::new);
    require(
        Json.flag(state, "Running"), "You cannot attach to a stopped container, start it first");
    require(
        !Json.flag(state, "Paused"), "You cannot attach to a paused container, unpause it first");
    require(
        !Json.flag(state, "Restarting"),
        "You cannot attach to a restarting container, wait until it is running");
    JsonObject config = Json.child(found, "Config").orElseGet(JsonObject::new);
    boolean tty = Json.flag(config, "Tty");
    boolean stdin = !call.arguments().on("no-stdin") && Json.flag(config, "OpenStdin");
    Attached.requireTerminal(call, stdin, tty);
    container.detachKeys(DetachKeys.of(keys), keys);
    container.attach(stdin, true, true, tty);
    return tty;
  }

  private static void require(boolean holds, String complaint) {
    if (!holds) {
      throw new DrydockException(ErrorKind.CONFLICT, complaint);
    }
  }
}
