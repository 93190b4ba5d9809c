package io.drydock.api.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.api.route.ApiVersion;
import io.drydock.container.ContainerJson;
import io.drydock.container.HostConfigJson;
import io.drydock.core.Json;
import io.drydock.engine.container.Container;
import io.drydock.engine.files.FileSystemLayout;
import io.drydock.engine.files.FileSystemSize;
import io.drydock.engine.network.NetworkMode;
import io.drydock.engine.volume.MountPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Containers as the API shows them. */
public final class ContainerAnswer {
  private ContainerAnswer() {}

  /** As an inspection has it. */
  static JsonObject details(
      Container container, Optional<FileSystemSize> size, ApiVersion version) {
    var json = new JsonObject();
    List<String> words = container.arguments();
    json.addProperty("Id", container.id());
    json.addProperty("Created", container.created().toString());
    json.addProperty("Path", words.isEmpty() ? "" : words.getFirst());
    json.add("Args", Json.array(words.isEmpty() ? words : words.subList(1, words.size())));
    json.add("State", StateAnswer.write(container));
    json.addProperty("Image", container.imageId().toString());
    paths(json, container.paths());
    json.addProperty("Name", "/" + container.name());
    json.addProperty("RestartCount", container.restartCount());
    json.addProperty("Driver", "overlay2");
    json.addProperty("Platform", container.platform().os());
    json.addProperty("MountLabel", "");
    json.addProperty("ProcessLabel", "");
    json.addProperty("AppArmorProfile", "");
    json.add(
        "ExecIDs",
        container.execIds().isEmpty() ? JsonNull.INSTANCE : Json.array(container.execIds()));
    json.add("HostConfig", host(container, version));
    json.add("GraphDriver", layout(container.paths().fileSystem()));
    size.ifPresent(each -> size(json, each));
    json.add("Mounts", mounts(container));
    json.add("Config", config(container, version));
    json.add("NetworkSettings", NetworkSettingsAnswer.write(container, version));
    return json;
  }

  private static void paths(JsonObject json, Container.Paths paths) {
    json.addProperty("ResolvConfPath", paths.resolvConf().toString());
    json.addProperty("HostnamePath", paths.hostname().toString());
    json.addProperty("HostsPath", paths.hosts().toString());
    json.addProperty("LogPath", paths.log().toString());
  }

  private static JsonObject host(Container container, ApiVersion version) {
    JsonObject json = HostConfigJson.write(container.spec().host());
    json.addProperty("NetworkMode", networkMode(container));
    if (!version.since(43)) {
      json.remove("Annotations");
    }
    return json;
  }

  /** The default has a name since Docker 26. */
  private static String networkMode(Container container) {
    return NetworkMode.of(container.spec().host().networking().networkMode()).toString();
  }

  private static JsonObject config(Container container, ApiVersion version) {
    JsonObject json = ContainerJson.write(container.spec().settings());
    if (version.since(52)) {
      json.remove("MacAddress");
      if (json.get("OnBuild") instanceof JsonNull) {
        json.remove("OnBuild");
      }
    }
    return json;
  }

  private static JsonObject layout(FileSystemLayout layout) {
    var data = new JsonObject();
    data.addProperty(
        "LowerDir", layout.lower().stream().map(Object::toString).collect(Collectors.joining(":")));
    data.addProperty("MergedDir", layout.merged().toString());
    data.addProperty("UpperDir", layout.upper().toString());
    data.addProperty("WorkDir", layout.work().toString());
    var json = new JsonObject();
    json.add("Data", data);
    json.addProperty("Name", "overlay2");
    return json;
  }

  private static void size(JsonObject json, FileSystemSize size) {
    json.addProperty("SizeRw", size.written());
    json.addProperty("SizeRootFs", size.total());
  }

  private static JsonArray mounts(Container container) {
    var array = new JsonArray();
    container.mounts().forEach(each -> array.add(mount(each)));
    return array;
  }

  private static JsonObject mount(MountPoint mount) {
    var json = new JsonObject();
    json.addProperty("Type", mount.type().word());
    if (!mount.name().isEmpty()) {
      json.addProperty("Name", mount.name());
    }
    json.addProperty("Source", mount.source());
    json.addProperty("Destination", mount.destination());
    if (!mount.driver().isEmpty()) {
      json.addProperty("Driver", mount.driver());
    }
    json.addProperty("Mode", mount.mode());
    json.addProperty("RW", mount.readWrite());
    json.addProperty("Propagation", mount.propagation());
    return json;
  }

  /** As a list has it. */
  public static JsonObject summary(
      Container container, Optional<FileSystemSize> size, ApiVersion version) {
    var json = new JsonObject();
    json.addProperty("Id", container.id());
    json.add("Names", Json.array(List.of("/" + container.name())));
    json.addProperty("Image", container.spec().settings().image());
    json.addProperty("ImageID", container.imageId().toString());
    json.addProperty("Command", command(container.arguments()));
    json.addProperty("Created", container.created().getEpochSecond());
    json.add("Ports", NetworkSettingsAnswer.portList(container));
    size.ifPresent(each -> size(json, each));
    json.add("Labels", Json.object(container.spec().settings().labels()));
    json.addProperty("State", container.state().status().word());
    json.addProperty("Status", StateAnswer.line(container, Instant.now()));
    json.add("HostConfig", shortHost(container, version));
    if (version.since(52)) {
      container.health().ifPresent(each -> json.add("Health", StateAnswer.healthSummary(each)));
    }
    var networks = new JsonObject();
    networks.add("Networks", NetworkSettingsAnswer.networks(container, version));
    json.add("NetworkSettings", networks);
    json.add("Mounts", mounts(container));
    return json;
  }

  private static JsonObject shortHost(Container container, ApiVersion version) {
    var json = new JsonObject();
    json.addProperty("NetworkMode", networkMode(container));
    if (version.since(46) && !container.spec().host().annotations().isEmpty()) {
      json.add("Annotations", Json.object(container.spec().host().annotations()));
    }
    return json;
  }

  private static String command(List<String> words) {
    return words.stream()
        .map(each -> each.contains(" ") && !each.equals(words.getFirst()) ? "'" + each + "'" : each)
        .collect(Collectors.joining(" "));
  }

  static JsonObject of(String name, JsonElement value) {
    var json = new JsonObject();
    json.add(name, value);
    return json;
  }

  static JsonObject of(String name, String value) {
    return of(name, new JsonPrimitive(value));
  }
}
