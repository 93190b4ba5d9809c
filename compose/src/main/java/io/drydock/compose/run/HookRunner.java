package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.client.EngineClient;
import io.drydock.client.Frames;
import io.drydock.client.Hijacked;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.composefile.model.Hook;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the commands of {@code post_start} and {@code pre_stop} in containers. */
public final class HookRunner {
  /** How much of a command's output is kept for the error, in bytes. */
  private static final int KEPT = 4096;

  private final EngineClient engine;
  private final ProjectListener listener;

  public HookRunner(EngineClient engine, ProjectListener listener) {
    this.engine = engine;
    this.listener = listener;
  }

  /**
   * Runs one after another.
   *
   * @param event {@code post_start} or {@code pre_stop}
   * @throws DrydockException of kind STEP_FAILED when one exits with another code than 0
   */
  public void run(String event, List<Hook> hooks, Resource container) {
    for (Hook each : hooks) {
      String command = String.join(" ", each.command());
      listener.tell(container, Phase.WORKING, event + ": " + command);
      run(event, each, container);
    }
  }

  private void run(String event, Hook hook, Resource container) {
    JsonObject created =
        engine
            .post(
                "/containers/" + EngineClient.part(container.id()) + "/exec",
                new Query(),
                request(hook))
            .object();
    String id = Json.string(created, "Id").orElse("");
    String output = output(id);
    JsonObject ended = engine.get("/exec/" + EngineClient.part(id) + "/json", new Query()).object();
    long code = Json.number(ended, "ExitCode").orElse(0L);
    if (code != 0) {
      throw new DrydockException(
          ErrorKind.STEP_FAILED,
          "%s hook of %s (%s) exited with status %d%s"
              .formatted(
                  event,
                  container.name(),
                  String.join(" ", hook.command()),
                  code,
                  output.isBlank() ? "" : ": " + output.strip()));
    }
  }

  private static JsonObject request(Hook hook) {
    var json = new JsonObject();
    json.add("Cmd", Json.array(hook.command()));
    json.addProperty("AttachStdout", true);
    json.addProperty("AttachStderr", true);
    json.addProperty("Privileged", hook.privileged());
    hook.user().ifPresent(each -> json.addProperty("User", each));
    hook.workingDir().ifPresent(each -> json.addProperty("WorkingDir", each));
    var environment = new ArrayList<String>();
    hook.environment()
        .forEach(
            (name, value) -> environment.add(value.map(each -> name + "=" + each).orElse(name)));
    json.add("Env", Json.array(environment));
    return json;
  }

  private String output(String exec) {
    var start = new JsonObject();
    start.addProperty("Detach", false);
    start.addProperty("Tty", false);
    var kept = new Beginning();
    try (Hijacked streams =
        engine.hijack(
            "/exec/" + EngineClient.part(exec) + "/start", new Query(), RequestBody.json(start))) {
      Frames.copy(streams.in(), kept, kept);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "the connection to the engine broke: " + e.getMessage(), e);
    }
    return kept.toString(StandardCharsets.UTF_8);
  }

  /** Keeps the beginning of what is written. */
  private static final class Beginning extends ByteArrayOutputStream {
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, Math.min(length, Math.max(0, KEPT - size())));
    }
  }
}
