package io.drydock.api.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.http.Hijacked;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.container.Attachment;
import io.drydock.engine.container.Containers;
import io.drydock.engine.container.ExecRequest;
import io.drydock.engine.container.ExecSession;
import io.drydock.engine.log.LogStream;
import io.drydock.engine.runtime.ExecOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /exec}: further commands in running containers. */
public final class ExecRoutes implements Routes {
  private final Containers containers;

  public ExecRoutes(Containers containers) {
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.post("/containers/{id}/exec", this::create);
    router.post("/exec/{id}/start", this::start);
    router.post("/exec/{id}/resize", this::resize);
    router.get("/exec/{id}/json", this::inspect);
  }

  private void create(Call call) throws IOException {
    JsonObject json = call.json();
    ExecRequest request = request(json);
    if (request.options().cmd().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "No exec command specified");
    }
    String id = containers.createExec(call.variable("id"), request);
    call.answer(201, ContainerAnswer.of("Id", id));
  }

  private static ExecRequest request(JsonObject json) {
    return new ExecRequest(
        new ExecOptions(
            Json.strings(json, "Cmd"),
            Json.strings(json, "Env"),
            Json.string(json, "User").orElse(""),
            Json.string(json, "WorkingDir").orElse(""),
            Json.flag(json, "Privileged"),
            Json.flag(json, "Tty"),
            size(json)),
        Json.flag(json, "AttachStdin"),
        Json.flag(json, "AttachStdout"),
        Json.flag(json, "AttachStderr"),
        Json.string(json, "DetachKeys").orElse(""));
  }

  private static ConsoleSize size(JsonObject json) {
    if (!(json.get("ConsoleSize") instanceof JsonArray size) || size.size() != 2) {
      return new ConsoleSize(0, 0);
    }
    try {
      return new ConsoleSize(size.get(0).getAsInt(), size.get(1).getAsInt());
    } catch (NumberFormatException | IllegalStateException | UnsupportedOperationException e) {
      throw new DrydockException(ErrorKind.INVALID, "\"ConsoleSize\" is not two numbers", e);
    }
  }

  private void start(Call call) throws IOException {
    JsonObject json = call.optionalJson().orElseGet(JsonObject::new);
    ExecSession session = containers.exec(call.variable("id"));
    refuseSecond(session);
    if (Json.flag(json, "Detach")) {
      containers.startExecDetached(session.id());
      call.answer(200);
      return;
    }
    ConsoleSize size = size(json);
    boolean raw = session.request().options().tty();
    Hijacked client = call.hijack(StreamSession.mediaType(call, raw));
    var sink = new FrameSink(raw);
    Attachment attachment;
    try {
      attachment = containers.startExec(session.id(), sink);
    } catch (DrydockException e) {
      tell(client, sink, e.getMessage());
      return;
    }
    if (raw && size.height() > 0) {
      containers.resizeExec(session.id(), size);
    }
    StreamSession.run(client, attachment, sink, session.request().attachStdin());
  }

  private static void refuseSecond(ExecSession session) {
    if (session.running() || session.exitCode().isPresent()) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          session.running()
              ? "exec command " + session.id() + " is already running"
              : "exec command " + session.id() + " has already run");
    }
  }

  /** The answer has begun, so a client that shows the output is told there, as by Docker. */
  private static void tell(Hijacked client, FrameSink sink, String message) {
    sink.open(client.output(), () -> {});
    sink.write(
        LogStream.STDOUT, ByteBuffer.wrap((message + "\r\n").getBytes(StandardCharsets.UTF_8)));
    client.close();
  }

  private void resize(Call call) throws IOException {
    containers.resizeExec(call.variable("id"), AttachRoutes.size(call.query()));
    call.answer(200);
  }

  private void inspect(Call call) throws IOException {
    ExecSession session = containers.exec(call.variable("id"));
    ExecRequest request = session.request();
    var json = new JsonObject();
    json.addProperty("ID", session.id());
    json.addProperty("Running", session.running());
    JsonElement exitCode = JsonNull.INSTANCE;
    if (session.exitCode().isPresent()) {
      exitCode = new com.google.gson.JsonPrimitive(session.exitCode().getAsInt());
    }
    json.add("ExitCode", exitCode);
    json.add("ProcessConfig", process(request.options()));
    json.addProperty("OpenStdin", request.attachStdin());
    json.addProperty("OpenStderr", request.attachStderr());
    json.addProperty("OpenStdout", request.attachStdout());
    json.addProperty("CanRemove", false);
    json.addProperty("ContainerID", session.containerId());
    json.addProperty("DetachKeys", request.detachKeys());
    json.addProperty("Pid", session.pid());
    call.answer(json);
  }

  private static JsonObject process(ExecOptions options) {
    List<String> cmd = options.cmd();
    var json = new JsonObject();
    json.addProperty("tty", options.tty());
    json.addProperty("entrypoint", cmd.isEmpty() ? "" : cmd.getFirst());
    json.add("arguments", Json.array(cmd.isEmpty() ? cmd : cmd.subList(1, cmd.size())));
    json.addProperty("privileged", options.privileged());
    if (!options.user().isEmpty()) {
      json.addProperty("user", options.user());
    }
    return json;
  }
}
