package io.drydock.api.network;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.container.EndpointSettings;
import io.drydock.container.NetworkJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.container.Containers;
import io.drydock.engine.network.Network;
import io.drydock.engine.network.Networks;
import java.io.IOException;
import java.util.List;

/** {@code /networks}: what can be done with networks. */
public final class NetworkRoutes implements Routes {
  private final Networks networks;
  private final Containers containers;

  public NetworkRoutes(Networks networks, Containers containers) {
    this.networks = networks;
    this.containers = containers;
  }

  @Override
  public void register(Router router) {
    router.get("/networks", this::list);
    router.post("/networks/create", this::create);
    router.post("/networks/prune", this::prune);
    router.get("/networks/{id}", this::inspect);
    router.delete("/networks/{id}", this::remove);
    router.post("/networks/{id}/connect", this::connect);
    router.post("/networks/{id}/disconnect", this::disconnect);
  }

  private void list(Call call) throws IOException {
    var filter = NetworkFilter.ofList(call.query().filters());
    var array = new JsonArray();
    networks.list().stream()
        .filter(filter)
        .forEach(each -> array.add(NetworkAnswer.summary(each, call.version())));
    call.answer(array);
  }

  private void inspect(Call call) throws IOException {
    Network network = networks.get(call.variable("id"));
    if (call.query().value("scope").filter(each -> !each.equals("local")).isPresent()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "network " + call.variable("id") + " not found");
    }
    call.answer(NetworkAnswer.details(network));
  }

  private void create(Call call) throws IOException {
    Network network = networks.create(NetworkJson.readSpec(call.json()));
    var json = new JsonObject();
    json.addProperty("Id", network.id());
    json.addProperty("Warning", "");
    call.answer(201, json);
  }

  private void remove(Call call) throws IOException {
    networks.remove(call.variable("id"));
    call.answer(204);
  }

  private void prune(Call call) throws IOException {
    var filter = NetworkFilter.ofPrune(call.query().filters());
    List<String> names = networks.prune(filter).stream().map(Network::name).toList();
    var json = new JsonObject();
    json.add("NetworksDeleted", names.isEmpty() ? JsonNull.INSTANCE : Json.array(names));
    call.answer(json);
  }

  private void connect(Call call) throws IOException {
    JsonObject json = call.json();
    EndpointSettings settings =
        Json.child(json, "EndpointConfig")
            .map(NetworkJson::readEndpoint)
            .orElse(EndpointSettings.DEFAULT);
    containers.connect(call.variable("id"), container(json), settings);
    call.answer(200);
  }

  private void disconnect(Call call) throws IOException {
    JsonObject json = call.json();
    containers.disconnect(call.variable("id"), container(json), Json.flag(json, "Force"));
    call.answer(200);
  }

  private static String container(JsonObject json) {
    return Json.string(json, "Container")
        .filter(each -> !each.isEmpty())
        .orElseThrow(() -> new DrydockException(ErrorKind.INVALID, "no container is named"));
  }
}
