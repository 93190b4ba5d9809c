package io.drydock.compose.state;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.compose.request.Labels;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks an engine what it holds of projects: one request for each sort of thing. */
public final class StateReader {
  private final EngineClient engine;

  public StateReader(EngineClient engine) {
    this.engine = engine;
  }

  /** All containers of the project. */
  public List<ContainerState> containers(String project) {
    return containers(new Query().flag("all", true).json("filters", ofProject(project)));
  }

  /** All containers of all projects. */
  public List<ContainerState> allContainers() {
    var filters = new JsonObject();
    filters.add("label", Json.array(List.of(Labels.PROJECT)));
    return containers(new Query().flag("all", true).json("filters", filters));
  }

  private List<ContainerState> containers(Query query) {
    var containers = new ArrayList<ContainerState>();
    for (JsonElement each : engine.get("/containers/json", query).array()) {
      containers.add(StateJson.container(each.getAsJsonObject()));
    }
    return containers;
  }

  private static JsonObject ofProject(String project) {
    var filters = new JsonObject();
    filters.add("label", Json.array(List.of(Labels.PROJECT + "=" + project)));
    return filters;
  }

  /** The networks of the project. */
  public List<NetworkState> networks(String project) {
    return networks(new Query().json("filters", ofProject(project)));
  }

  /** The networks with exactly these names, whoever made them. */
  public List<NetworkState> networksNamed(Collection<String> names) {
    var filters = new JsonObject();
    filters.add("name", Json.array(names));
    return networks(new Query().json("filters", filters)).stream()
        .filter(each -> names.contains(each.name()))
        .toList();
  }

  private List<NetworkState> networks(Query query) {
    var networks = new ArrayList<NetworkState>();
    for (JsonElement each : engine.get("/networks", query).array()) {
      networks.add(StateJson.network(each.getAsJsonObject()));
    }
    return networks;
  }

  /** The volumes of the project. */
  public List<VolumeState> volumes(String project) {
    JsonObject answer =
        engine.get("/volumes", new Query().json("filters", ofProject(project))).object();
    var volumes = new ArrayList<VolumeState>();
    for (JsonObject each : Json.children(answer, "Volumes")) {
      volumes.add(StateJson.volume(each));
    }
    return volumes;
  }

  /** The volume with the name, whoever made it. */
  public Optional<VolumeState> volume(String name) {
    return found(() ->
        StateJson.volume(engine.get("/volumes/" + EngineClient.part(name), new Query()).object()));
  }

  /** Containers, networks and volumes of the project. */
  public ProjectState read(String project) {
    return new ProjectState(project, containers(project), networks(project), volumes(project));
  }

  /**
   * The ids of images by reference, as far as the engine has them.
   *
   * @param references as Compose files write them
   */
  public Map<String, String> imageIds(Collection<String> references) {
    var ids = new HashMap<String, String>();
    if (references.isEmpty()) {
      return ids;
    }
    var filters = new JsonObject();
    filters.add("reference", Json.array(references));
    JsonArray images = engine.get("/images/json", new Query().json("filters", filters)).array();
    var byTag = new HashMap<String, String>();
    for (JsonElement each : images) {
      JsonObject image = each.getAsJsonObject();
      String id = Json.string(image, "Id").orElse("");
      Json.strings(image, "RepoTags").forEach(tag -> byTag.put(tag, id));
    }
    for (String each : references) {
      String tag = byTag.get(ImageTags.familiar(each));
      Optional<String> id = tag != null ? Optional.of(tag) : imageId(each);
      id.ifPresent(found -> ids.put(each, found));
    }
    return ids;
  }

  /** The id of one image; empty when the engine does not have it. */
  public Optional<String> imageId(String reference) {
    return found(() ->
        Json.string(
                engine
                    .get("/images/" + EngineClient.part(reference) + "/json", new Query())
                    .object(),
                "Id")
            .orElse(""));
  }

  private interface Request<T> {
    T send();
  }

  private static <T> Optional<T> found(Request<T> request) {
    try {
      return Optional.of(request.send());
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
