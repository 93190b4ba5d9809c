package io.drydock.api.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Query;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.container.ContainerJson;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.ResourcesJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.container.Containers;
import io.drydock.engine.container.CreateRequest;
import io.drydock.engine.container.Created;
import io.drydock.engine.container.ExitStatus;
import io.drydock.engine.container.ProcessTable;
import io.drydock.engine.container.PruneReport;
import io.drydock.engine.container.WaitCondition;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** {@code /containers}: the lives of containers. */
public final class ContainerRoutes implements Routes {
  private static final String SLASH = "/";

  private final Containers containers;

  public ContainerRoutes(Containers containers) {
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.post("/containers/create", this::create);
    router.post("/containers/prune", this::prune);
    router.post("/containers/{id}/start", this::start);
    router.post("/containers/{id}/stop", this::stop);
    router.post("/containers/{id}/restart", this::restart);
    router.post("/containers/{id}/kill", this::kill);
    router.post("/containers/{id}/pause", this::pause);
    router.post("/containers/{id}/unpause", this::unpause);
    router.post("/containers/{id}/rename", this::rename);
    router.post("/containers/{id}/update", this::update);
    router.post("/containers/{id}/wait", this::await);
    router.get("/containers/{id}/top", this::top);
    router.delete("/containers/{id}", this::remove);
  }

  private void create(Call call) throws IOException {
    String name = call.query().text("name");
    JsonObject json = call.json();
    Created created =
        containers.create(
            new CreateRequest(
                name.startsWith(SLASH) ? name.substring(1) : name,
                ContainerJson.read(Compatibility.create(json, call.version())),
                call.query().value("platform").map(Platform::parse)));
    var answer = new JsonObject();
    answer.addProperty("Id", created.id());
    answer.add("Warnings", Json.array(created.warnings()));
    call.answer(201, answer);
  }

  private void start(Call call) throws IOException {
    call.answer(containers.start(call.variable("id")) ? 204 : 304);
  }

  private void stop(Call call) throws IOException {
    Query query = call.query();
    boolean stopped = containers.stop(call.variable("id"), query.number("t"), query.text("signal"));
    call.answer(stopped ? 204 : 304);
  }

  private void restart(Call call) throws IOException {
    Query query = call.query();
    containers.restart(call.variable("id"), query.number("t"), query.text("signal"));
    call.answer(204);
  }

  private void kill(Call call) throws IOException {
    containers.kill(call.variable("id"), call.query().text("signal"));
    call.answer(204);
  }

  private void pause(Call call) throws IOException {
    containers.pause(call.variable("id"));
    call.answer(204);
  }

  private void unpause(Call call) throws IOException {
    containers.unpause(call.variable("id"));
    call.answer(204);
  }

  private void rename(Call call) throws IOException {
    String name = call.query().text("name");
    containers.rename(call.variable("id"), name.startsWith(SLASH) ? name.substring(1) : name);
    call.answer(204);
  }

  private void update(Call call) throws IOException {
    JsonObject json = call.json();
    Optional<RestartPolicy> policy =
        Json.child(json, "RestartPolicy")
            .filter(each -> Json.string(each, "Name").filter(n -> !n.isEmpty()).isPresent())
            .map(ContainerRoutes::policy);
    List<String> warnings =
        containers.update(call.variable("id"), ResourcesJson.read(json), policy);
    call.answer(
        ContainerAnswer.of(
            "Warnings", warnings.isEmpty() ? JsonNull.INSTANCE : Json.array(warnings)));
  }

  private static RestartPolicy policy(JsonObject json) {
    return new RestartPolicy(
        Json.string(json, "Name").orElse(""),
        Json.number(json, "MaximumRetryCount").orElse(0L).intValue());
  }

  /** The answer's head tells the client that from now on no end is missed. */
  private void await(Call call) throws IOException {
    WaitCondition condition = WaitCondition.of(call.query().text("condition"));
    CompletableFuture<ExitStatus> exit = containers.wait(call.variable("id"), condition);
    call.onAbort(() -> exit.cancel(false));
    try (OutputStream out = call.stream("application/json")) {
      out.write(Json.bytes(status(exit)));
      out.write('\n');
    }
  }

  private static JsonObject status(CompletableFuture<ExitStatus> exit) throws IOException {
    var json = new JsonObject();
    try {
      ExitStatus status = exit.get();
      json.addProperty("StatusCode", status.code());
      if (!status.error().isEmpty()) {
        json.add("Error", ContainerAnswer.of("Message", status.error()));
      }
    } catch (ExecutionException e) {
      json.addProperty("StatusCode", -1);
      json.add(
          "Error",
          ContainerAnswer.of(
              "Message", String.valueOf(Optional.ofNullable(e.getCause()).orElse(e).getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a container was waited for", e);
    } catch (CancellationException e) {
      throw new IOException("the client has left", e);
    }
    return json;
  }

  private void top(Call call) throws IOException {
    ProcessTable table = containers.top(call.variable("id"), call.query().text("ps_args"));
    var rows = new JsonArray();
    table.processes().forEach(each -> rows.add(Json.array(each)));
    var json = new JsonObject();
    json.add("Titles", Json.array(table.titles()));
    json.add("Processes", rows);
    call.answer(json);
  }

  private void remove(Call call) throws IOException {
    Query query = call.query();
    if (query.flag("link")) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "links cannot be removed",
          null,
          "connect the containers by a network of their own instead",
          null);
    }
    containers.remove(call.variable("id"), query.flag("force"), query.flag("v"));
    call.answer(204);
  }

  private void prune(Call call) throws IOException {
    PruneReport report =
        containers.prune(ContainerFilter.ofPrune(call.query().filters(), containers));
    var json = new JsonObject();
    json.add(
        "ContainersDeleted", report.ids().isEmpty() ? JsonNull.INSTANCE : Json.array(report.ids()));
    json.addProperty("SpaceReclaimed", report.bytes());
    call.answer(json);
  }
}
