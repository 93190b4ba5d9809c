package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.client.ApiVersion;
import io.drydock.client.EngineAddress;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.container.ContainerJson;
import io.drydock.container.ContainerSpec;
import io.drydock.container.EndpointSettings;
import io.drydock.container.NetworkJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** The requests about containers that Compose makes of an engine. */
final class Engine {
  /** The first version of the API with which a container is made in several networks at once. */
  private static final ApiVersion SEVERAL_NETWORKS = new ApiVersion(1, 44);

  private final EngineClient client;

  Engine(EngineClient client) {
    this.client = client;
  }

  EngineClient client() {
    return client;
  }

  /** Path of the engine's socket on its host. */
  String socket() {
    EngineAddress address = client.endpoint().address();
    return address.transport() == EngineAddress.Transport.UNIX
        ? address.path()
        : "/var/run/docker.sock";
  }

  private static String path(String container, String action) {
    return "/containers/" + EngineClient.part(container) + action;
  }

  /** Makes a container; its id. */
  String create(ContainerSpec spec, String name, String platform) {
    boolean several = client.identity().version().compareTo(SEVERAL_NETWORKS) >= 0;
    ContainerSpec first = several ? spec : withFirstNetwork(spec);
    Query query = new Query().with("name", name).given("platform", platform);
    JsonObject answer =
        client.post("/containers/create", query, ContainerJson.write(first)).object();
    String id = Json.string(answer, "Id").orElse("");
    if (!several) {
      spec.networks().entrySet().stream().skip(1).forEach(each -> connect(id, each));
    }
    return id;
  }

  private static ContainerSpec withFirstNetwork(ContainerSpec spec) {
    SequencedMap<String, EndpointSettings> first = new LinkedHashMap<>();
    spec.networks().entrySet().stream()
        .limit(1)
        .forEach(each -> first.put(each.getKey(), each.getValue()));
    return new ContainerSpec(spec.settings(), spec.host(), first);
  }

  private void connect(String container, Map.Entry<String, EndpointSettings> endpoint) {
    var body = new JsonObject();
    body.addProperty("Container", container);
    body.add("EndpointConfig", NetworkJson.write(endpoint.getValue()));
    client
        .post("/networks/" + EngineClient.part(endpoint.getKey()) + "/connect", new Query(), body)
        .discard();
  }

  void start(String container) {
    client.post(path(container, "/start"), new Query()).discard();
  }

  void unpause(String container) {
    client.post(path(container, "/unpause"), new Query()).discard();
  }

  void pause(String container) {
    client.post(path(container, "/pause"), new Query()).discard();
  }

  void restart(String container, OptionalInt seconds) {
    client.post(path(container, "/restart"), timeout(seconds)).discard();
  }

  /** Stops it; one that is gone already is no error. */
  void stop(String container, OptionalInt seconds) {
    try {
      client.post(path(container, "/stop"), timeout(seconds)).discard();
    } catch (DrydockException e) {
      ignoreMissing(e);
    }
  }

  private static Query timeout(OptionalInt seconds) {
    return seconds.isPresent()
        ? new Query().with("t", Integer.toString(seconds.getAsInt()))
        : new Query();
  }

  void kill(String container, String signal) {
    client.post(path(container, "/kill"), new Query().given("signal", signal)).discard();
  }

  void rename(String container, String name) {
    client.post(path(container, "/rename"), new Query().with("name", name)).discard();
  }

  /** Removes it, running or not; one that is gone already is no error. */
  void remove(String container, boolean volumes) {
    try {
      client
          .delete(path(container, ""), new Query().flag("force", true).flag("v", volumes))
          .discard();
    } catch (DrydockException e) {
      boolean underway =
          e.kind() == ErrorKind.CONFLICT && e.getMessage().contains("already in progress");
      if (!underway) {
        ignoreMissing(e);
      }
    }
  }

  private static void ignoreMissing(DrydockException e) {
    if (e.kind() != ErrorKind.NOT_FOUND) {
      throw e;
    }
  }

  /** Unpacks an archive at the root of a container. */
  void copyIn(String container, InputStream archive) {
    client
        .send(
            "PUT",
            path(container, "/archive"),
            new Query().with("path", "/").flag("copyUIDGID", true),
            RequestBody.stream("application/x-tar", archive))
        .discard();
  }

  /** What the engine knows of it; empty when it is gone. */
  Optional<JsonObject> inspect(String container) {
    try {
      return Optional.of(client.get(path(container, "/json"), new Query()).object());
    } catch (DrydockException e) {
      ignoreMissing(e);
      return Optional.empty();
    }
  }

  /** Waits until it has ended, and tells its exit code. */
  int awaitExit(String container, String condition) {
    JsonObject answer =
        client.post(path(container, "/wait"), new Query().given("condition", condition)).object();
    return Json.number(answer, "StatusCode").orElse(0L).intValue();
  }

  /** Disconnects it by force; one that is not connected is no error. */
  void disconnect(String network, String container) {
    var body = new JsonObject();
    body.addProperty("Container", container);
    body.addProperty("Force", true);
    try {
      client
          .post("/networks/" + EngineClient.part(network) + "/disconnect", new Query(), body)
          .discard();
    } catch (DrydockException e) {
      ignoreMissing(e);
    }
  }
}
