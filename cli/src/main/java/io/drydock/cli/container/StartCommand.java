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

/** Starts containers that were made before. */
final class StartCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "start [OPTIONS] CONTAINER [CONTAINER...]", "Start one or more stopped containers")
        .aliases("container start", "start")
        .flag("attach", 'a', Kind.BOOL, "Attach STDOUT/STDERR and forward signals")
        .flag("checkpoint", Kind.STRING, "Restore from this checkpoint")
        .flag("checkpoint-dir", Kind.STRING, "Use a custom checkpoint storage directory")
        .flag("detach-keys", Kind.STRING, "Override the key sequence for detaching a container")
        .flag("interactive", 'i', Kind.BOOL, "Attach container's STDIN")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    boolean attach = call.arguments().on("attach") || call.arguments().on("interactive");
    if (call.arguments().given("checkpoint") || call.arguments().given("checkpoint-dir")) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "--checkpoint is not supported: containers start from the beginning");
    }
    if (!attach) {
      return call.each(name -> {
        call.engine()
            .post("/containers/" + EngineClient.part(name) + "/start", new Query())
            .discard();
        call.out().println(name);
      });
    }
    if (call.arguments().positional().size() > 1) {
      throw new DrydockException(
          ErrorKind.INVALID, "you cannot start and attach multiple containers at once");
    }
    return attached(call);
  }

  private static int attached(Call call) throws Exception {
    JsonObject found =
        call.engine()
            .get("/containers/" + EngineClient.part(call.name()) + "/json", new Query())
            .object();
    JsonObject config = Json.child(found, "Config").orElseGet(JsonObject::new);
    boolean tty = Json.flag(config, "Tty");
    boolean stdin = call.arguments().on("interactive") && Json.flag(config, "OpenStdin");
    Attached.requireTerminal(call, stdin, tty);
    String id = Json.string(found, "Id").orElse(call.name());
    String keys = call.arguments().value("detach-keys", "");
    boolean removed =
        Json.child(found, "HostConfig").map(each -> Json.flag(each, "AutoRemove")).orElse(false);
    try (var container = new Attached(call, id)) {
      container.detachKeys(DetachKeys.of(keys), keys);
      container.attach(stdin, true, true, tty);
      container.awaitEnd(removed ? "removed" : "next-exit");
      if (!tty) {
        container.forwardSignals();
      }
      container.start();
      return container.stayUntilEnd();
    }
  }
}
