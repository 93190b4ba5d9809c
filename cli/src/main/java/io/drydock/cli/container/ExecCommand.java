package io.drydock.cli.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.ContainerFlags;
import io.drydock.cli.flags.FlagValues;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.terminal.Console;
import io.drydock.cli.terminal.DetachKeys;
import io.drydock.cli.terminal.ProcessStreams;
import io.drydock.cli.terminal.Signals;
import io.drydock.client.EngineClient;
import io.drydock.client.Hijacked;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs a further command in a running container. */
final class ExecCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "exec [OPTIONS] CONTAINER COMMAND [ARG...]", "Execute a command in a running container")
        .aliases("container exec", "exec")
        .flag("detach", 'd', Kind.BOOL, "Detached mode: run command in the background")
        .flag("detach-keys", Kind.STRING, "Override the key sequence for detaching a container")
        .flag("env", 'e', Kind.LIST, "Set environment variables")
        .flag("env-file", Kind.LIST, "Read in a file of environment variables")
        .flag("interactive", 'i', Kind.BOOL, "Keep STDIN open even if not attached")
        .flag("privileged", Kind.BOOL, "Give extended privileges to the command")
        .flag("tty", 't', Kind.BOOL, "Allocate a pseudo-TTY")
        .flag("user", 'u', Kind.STRING, "Username or UID (format: \"<name|uid>[:<group|gid>]\")")
        .flag("workdir", 'w', Kind.STRING, "Working directory inside the container")
        .arguments(2, Spec.ANY)
        .flagsFirst();
  }

  @Override
  protected int run(Call call) throws Exception {
    boolean detached = call.arguments().on("detach");
    boolean tty = call.arguments().on("tty");
    boolean stdin = call.arguments().on("interactive");
    List<String> environment =
        ContainerFlags.environment(new FlagValues(spec(), call.arguments()), call.session());
    // An unknown container is told before a missing terminal.
    call.engine()
        .get("/containers/" + EngineClient.part(call.name()) + "/json", new Query())
        .discard();
    if (!detached) {
      Attached.requireTerminal(call, stdin, tty);
    }
    JsonObject created =
        call.engine()
            .post(
                "/containers/" + EngineClient.part(call.name()) + "/exec",
                new Query(),
                process(call, environment, detached))
            .object();
    String id = Json.string(created, "Id").orElse("");
    var start = new JsonObject();
    start.addProperty("Detach", detached);
    start.addProperty("Tty", tty);
    consoleSize(call, tty && !detached).ifPresent(size -> start.add("ConsoleSize", size));
    if (detached) {
      call.engine().post("/exec/" + id + "/start", new Query(), start).discard();
      return 0;
    }
    return attached(call, id, start);
  }

  private static JsonObject process(Call call, List<String> environment, boolean detached) {
    var process = new JsonObject();
    process.addProperty("User", call.arguments().value("user", ""));
    process.addProperty("Privileged", call.arguments().on("privileged"));
    process.addProperty("Tty", call.arguments().on("tty"));
    consoleSize(call, call.arguments().on("tty") && !detached)
        .ifPresent(size -> process.add("ConsoleSize", size));
    process.addProperty("AttachStdin", !detached && call.arguments().on("interactive"));
    process.addProperty("AttachStdout", !detached);
    process.addProperty("AttachStderr", !detached);
    process.addProperty("Detach", detached);
    process.addProperty("DetachKeys", call.arguments().value("detach-keys", ""));
    process.add("Env", Json.array(environment));
    process.addProperty("WorkingDir", call.arguments().value("workdir", ""));
    List<String> words = call.arguments().positional();
    process.add("Cmd", Json.array(words.subList(1, words.size())));
    return process;
  }

  private static Optional<JsonArray> consoleSize(Call call, boolean wanted) {
    Console.Size size = wanted ? call.session().caller().console().size() : Console.Size.UNKNOWN;
    if (size.equals(Console.Size.UNKNOWN)) {
      return Optional.empty();
    }
    var pair = new JsonArray();
    pair.add(size.height());
    pair.add(size.width());
    return Optional.of(pair);
  }

  private static int attached(Call call, String id, JsonObject start) throws IOException {
    boolean tty = call.arguments().on("tty");
    boolean stdin = call.arguments().on("interactive");
    Console console = call.session().caller().console();
    boolean raw = stdin && tty && console.isInput();
    try (Hijacked connection =
        call.engine().hijack("/exec/" + id + "/start", new Query(), RequestBody.json(start))) {
      Console.Mode mode = raw ? console.raw() : () -> {};
      try (mode;
          Signals _ = resizes(call, id, tty)) {
        var streams = new ProcessStreams(connection, tty);
        if (stdin) {
          streams.send(
              call.session().in(),
              tty
                  ? Optional.of(DetachKeys.of(call.arguments().value("detach-keys", "")))
                  : Optional.empty());
        }
        if (streams.receive(call.out(), call.err())) {
          call.err().println("read escape sequence");
          return 0;
        }
      }
    }
    JsonObject ended = call.engine().get("/exec/" + id + "/json", new Query()).object();
    return Math.toIntExact(Json.number(ended, "ExitCode").orElse(0L));
  }

  private static Signals resizes(Call call, String id, boolean tty) {
    Console console = call.session().caller().console();
    if (!tty || !console.isOutput()) {
      return Signals.none();
    }
    resize(call, id, console.size());
    return Signals.ofResize(() -> resize(call, id, console.size()));
  }

  private static void resize(Call call, String id, Console.Size size) {
    if (size.equals(Console.Size.UNKNOWN)) {
      return;
    }
    try {
      call.engine()
          .post(
              "/exec/" + id + "/resize",
              new Query()
                  .with("h", String.valueOf(size.height()))
                  .with("w", String.valueOf(size.width())))
          .discard();
    } catch (DrydockException e) {
      // the command has ended meanwhile
    }
  }
}
