package io.drydock.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.api.build.BuildRoutes;
import io.drydock.api.http.Listener;
import io.drydock.api.image.ImageArchiveRoutes;
import io.drydock.api.image.ImageRoutes;
import io.drydock.api.image.ImageUsers;
import io.drydock.api.image.ImportEndpoint;
import io.drydock.api.image.TransferRoutes;
import io.drydock.api.route.Routes;
import io.drydock.build.plan.ConfigChanges;
import io.drydock.buildkit.BuildKit;
import io.drydock.buildkit.control.BuildSite;
import io.drydock.distribution.RegistrySettings;
import io.drydock.engine.event.Events;
import io.drydock.oci.ContainerConfig;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API's builds and images on a socket of their own, without containers. */
public final class BuildApi implements AutoCloseable {
  private final Store store;
  private final Events events;
  private final ApiServer server;
  private final Path socket;

  public BuildApi(Path directory) {
    store = Store.open(directory.resolve("store"));
    events = Events.open(directory.resolve("events"));
    socket = directory.resolve("docker.sock");
    var settings = RegistrySettings.plain(Map.of()).withConfig(directory);
    var site = new BuildSite(store, List.of(), settings, directory.resolve("contexts"), "test");
    var buildKit = new BuildKit(site);
    var imports =
        new ImportEndpoint(
            store,
            () -> {
              throw new IllegalStateException("no containers here");
            },
            events,
            changes -> ConfigChanges.apply(ContainerConfig.EMPTY, changes));
    server =
        ApiServer.serve(
            ApiOptions.on(new Listener.Unix(socket, Optional.empty())),
            List.of(
                greeting(),
                new BuildRoutes(site, buildKit, events),
                new TransferRoutes(store, settings, events, imports),
                new ImageArchiveRoutes(store, events),
                new ImageRoutes(store, new ImageUsers(List::of), events)),
            (_, _, _) -> {},
            buildKit::server);
  }

  /** What clients ask before anything else. */
  private static Routes greeting() {
    return router -> {
      router.get(
          "/_ping", call -> call.answer(200, "text/plain", "OK".getBytes(StandardCharsets.UTF_8)));
      router.head("/_ping", call -> call.answer(200, "text/plain", new byte[0]));
      router.get("/info", call -> call.answer(info()));
      router.get("/version", call -> call.answer(version()));
    };
  }

  private static JsonObject version() {
    var json = new JsonObject();
    json.addProperty("Version", "28.2.2");
    json.addProperty("ApiVersion", "1.56");
    json.addProperty("Os", "linux");
    json.addProperty("Arch", "amd64");
    return json;
  }

  private static JsonObject info() {
    var json = new JsonObject();
    json.addProperty("ServerVersion", "28.2.2");
    json.add("Labels", new JsonArray());
    return json;
  }

  public Store store() {
    return store;
  }

  public String address() {
    return "unix://" + socket;
  }

  @Override
  public void close() {
    server.close();
    events.close();
    store.close();
  }

  /** For trials by hand: serves until the process is ended. */
  public static void main(String[] arguments) throws InterruptedException {
    try (var api = new BuildApi(Path.of(arguments[0]))) {
      System.out.println(api.address());
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
