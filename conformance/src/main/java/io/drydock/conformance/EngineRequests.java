package io.drydock.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.api.ApiOptions;
import io.drydock.api.ApiServer;
import io.drydock.api.http.Listener;
import io.drydock.core.Json;
import io.drydock.distribution.RegistrySettings;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineOptions;
import io.drydock.engine.EngineRoot;
import io.drydock.engine.files.ImportRequest;
import io.drydock.engine.network.Network;
import io.drydock.engine.network.NetworkOptions;
import io.drydock.engine.volume.VolumeFilter;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sends the requests that make or change something to an engine of its own, and looks whether its
 * inspection shows what was asked for. No container is started.
 */
final class EngineRequests implements AutoCloseable {
  private static final int TAR_END_BYTES = 1024;
  private static final List<String> BUILT_IN = List.of("", "default", "bridge", "host", "none");

  private final Path folder;
  private final Path runtime;
  private final Engine engine;
  private final ApiServer server;
  private final SocketRequests requests;

  private EngineRequests(Path folder, Path runtime, Engine engine) {
    this.folder = folder;
    this.runtime = runtime;
    this.engine = engine;
    Path socket = runtime.resolve("api.sock");
    this.server =
        ApiServer.start(
            ApiOptions.on(new Listener.Unix(socket, Optional.empty())),
            engine,
            RegistrySettings.plain(Map.of()).withConfig(folder));
    this.requests = new SocketRequests(socket);
  }

  /** Whether this host and this user can have an engine. */
  static boolean possible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/conmon"))
        && Files.isExecutable(Path.of("/usr/sbin/nft"));
  }

  static EngineRequests open() throws IOException {
    Path folder = Files.createTempDirectory("drydock-conformance");
    Path runtime = Files.createTempDirectory(Path.of("/run"), "drydock-c");
    var root = new EngineRoot(folder, runtime);
    String mark = Long.toString(ProcessHandle.current().pid() % 36, 36);
    NetworkOptions networks =
        NetworkOptions.of(root.networks(), root.networkRuntime())
            .named("drydock-conformance-" + mark, "q" + mark)
            .withPools(List.of(new NetworkOptions.SubnetPool("10.251.0.0/16", 24)))
            .withPeers(Files.writeString(folder.resolve("peers"), address()))
            .withWarm(0);
    EngineOptions options =
        EngineOptions.of(root, "conformance")
            .withCgroupParent("/drydock-conformance-" + mark)
            .withNetworks(networks);
    return new EngineRequests(folder, runtime, Engine.open(options));
  }

  /** The address by which other hosts of an overlay network would know this one. */
  private static String address() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("127.0.0.1");
  }

  /** Whether the request makes or changes something that an inspection shows. */
  static boolean concerns(JsonObject request) {
    String path = path(request);
    return Cases.string(request, "method").equals("POST")
        && List.of(
                "/containers/create", "/update", "/networks/create", "/volumes/create", "/connect")
            .stream()
            .anyMatch(path::endsWith);
  }

  /** Sends the case's requests; nothing of them is left. */
  void check(JsonObject testCase) throws IOException {
    try {
      for (JsonObject request : Cases.list(testCase, "requests")) {
        if (concerns(request)) {
          check(path(request), query(request), body(request));
        }
      }
    } finally {
      clear();
    }
  }

  private void check(String path, Map<String, String> query, JsonObject body) throws IOException {
    String[] parts = path.split("/");
    if (path.endsWith("/containers/create")) {
      create(query, body);
    } else if (path.endsWith("/networks/create")) {
      made("/networks/create", "/networks/" + Cases.string(body, "Name"), body);
    } else if (path.endsWith("/volumes/create")) {
      made("/volumes/create", "/volumes/" + Cases.string(body, "Name"), body);
    } else if (path.endsWith("/update")) {
      String name = container(parts[2]);
      requests.expect(200, "POST", "/containers/" + name + "/update", body);
      JsonObject shown = requests.expect(200, "GET", "/containers/" + name + "/json");
      ShownBack.require(body, object(shown, "HostConfig"), "HostConfig");
    } else {
      connect(parts[2], body);
    }
  }

  private void connect(String network, JsonObject body) throws IOException {
    network(network);
    String name = container(Cases.string(body, "Container"));
    body.addProperty("Container", name);
    JsonObject settings = Json.child(body, "EndpointConfig").orElseGet(JsonObject::new);
    prepare(settings.get("Links"));
    requests.expect(200, "POST", "/networks/" + network + "/connect", body);
    JsonObject shown = requests.expect(200, "GET", "/containers/" + name + "/json");
    JsonObject networks = object(object(shown, "NetworkSettings"), "Networks");
    ShownBack.require(settings, object(networks, network), network);
  }

  private void made(String create, String inspect, JsonObject body) throws IOException {
    Optional<String> refusal = Refusals.expected(body);
    SocketRequests.Answer answer = requests.send("POST", create, body);
    if (refusal.isPresent()) {
      Refusals.require(answer, refusal.get());
      return;
    }
    answer.require(201);
    ShownBack.require(body, requests.expect(200, "GET", inspect), "");
  }

  private void create(Map<String, String> query, JsonObject body) throws IOException {
    image(Cases.string(body, "Image"));
    JsonObject host = Json.child(body, "HostConfig").orElseGet(JsonObject::new);
    prepare(host);
    JsonObject endpoints =
        Json.child(body, "NetworkingConfig")
            .flatMap(each -> Json.child(each, "EndpointsConfig"))
            .orElseGet(JsonObject::new);
    for (String each : endpoints.keySet()) {
      network(each);
    }
    String name = query.getOrDefault("name", "");
    SocketRequests.Answer answer =
        requests.send(
            "POST",
            "/containers/create"
                + (name.isEmpty()
                    ? ""
                    : "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)),
            body);
    Optional<String> refusal = Refusals.name(name).or(() -> Refusals.expected(host));
    if (refusal.isPresent()) {
      Refusals.require(answer, refusal.get());
      return;
    }
    String id = Cases.string(answer.require(201).json(), "Id");
    JsonObject shown = requests.expect(200, "GET", "/containers/" + id + "/json");
    if (!name.isEmpty()) {
      Report.same("name", "/" + name, Cases.string(shown, "Name"));
    }
    ShownBack.container(body, shown);
  }

  /** What the request takes for granted. */
  private void prepare(JsonObject host) throws IOException {
    String mode = Cases.string(host, "NetworkMode");
    if (!mode.startsWith("container:")) {
      network(mode);
    }
    for (String key : List.of("NetworkMode", "PidMode", "IpcMode")) {
      String value = Cases.string(host, key);
      if (value.startsWith("container:")) {
        container(value.substring(value.indexOf(':') + 1));
      }
    }
    prepare(host.get("VolumesFrom"));
    prepare(host.get("Links"));
  }

  private void prepare(JsonElement others) throws IOException {
    if (others instanceof JsonArray list) {
      for (JsonElement each : list) {
        container(each.getAsString().split(":")[0]);
      }
    }
  }

  /** A container of that name, or of a longer one where no container can have it. */
  private String container(String asked) throws IOException {
    String name = Refusals.name(asked).isPresent() ? asked + "-container" : asked;
    if (engine.containers().find(name).isEmpty()) {
      image("busybox");
      var body = new JsonObject();
      body.addProperty("Image", "busybox");
      requests.expect(201, "POST", "/containers/create?name=" + name, body);
    }
    return name;
  }

  private void network(String name) throws IOException {
    if (!BUILT_IN.contains(name) && engine.networks().find(name).isEmpty()) {
      var body = new JsonObject();
      body.addProperty("Name", name);
      requests.expect(201, "POST", "/networks/create", body);
    }
  }

  private void image(String name) {
    ImageReference reference = ImageReference.parse(name);
    if (engine.store().images().find(reference).isEmpty()) {
      ContainerConfig config =
          new ContainerConfig(
              "",
              new TreeSet<>(),
              List.of(),
              Optional.empty(),
              Optional.of(List.of("true")),
              new TreeSet<>(),
              "",
              new java.util.LinkedHashMap<>(),
              "",
              Optional.empty(),
              List.of(),
              List.of());
      engine
          .imageMaker()
          .importArchive(
              new ImportRequest(config, "", Platform.host(), Optional.of(reference)),
              new ByteArrayInputStream(new byte[TAR_END_BYTES]));
    }
  }

  private void clear() {
    engine.containers().list().forEach(each -> engine.containers().remove(each.id(), true, true));
    for (Network each : engine.networks().list()) {
      if (!each.predefined()) {
        engine.networks().remove(each.id());
      }
    }
    engine
        .volumes()
        .list(VolumeFilter.ALL)
        .forEach(each -> engine.volumes().remove(each.name(), true));
  }

  private static JsonObject object(JsonObject json, String key) {
    return Json.child(json, key).orElseThrow(() -> new Report.Mismatch(key + " is not shown"));
  }

  private static JsonObject body(JsonObject request) {
    return Json.child(request, "body").orElseGet(JsonObject::new);
  }

  private static String path(JsonObject request) {
    return Cases.string(request, "path").split("[?]")[0].replaceFirst("^/v[0-9.]+", "");
  }

  private static Map<String, String> query(JsonObject request) {
    var query = new java.util.HashMap<String, String>();
    String[] halves = Cases.string(request, "path").split("[?]", 2);
    for (String pair : halves.length < 2 ? new String[0] : halves[1].split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public void close() throws IOException {
    server.close();
    engine.dismantle();
    engine.close();
    Trees.delete(folder);
    Trees.delete(runtime);
  }
}
