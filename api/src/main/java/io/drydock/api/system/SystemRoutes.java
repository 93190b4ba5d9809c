package io.drydock.api.system;

import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.distribution.RegistrySettings;
import io.drydock.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code /_ping}, {@code /version}, {@code /info}, {@code /events} and their like. */
public final class SystemRoutes implements Routes {
  /** The builder that clients take when they are not told: 2 is BuildKit. */
  private static final String BUILDER = "2";

  private final Engine engine;
  private final EventRoutes events;
  private final RegistrySettings registries;

  public SystemRoutes(Engine engine, RegistrySettings registries) {
    this.engine = engine;
    this.events = new EventRoutes(engine.events());
    this.registries = registries;
  }

  @Override
  public void register(Router router) {
    router.get("/_ping", SystemRoutes::ping);
    router.head("/_ping", SystemRoutes::ping);
    router.get("/version", call -> call.answer(VersionAnswer.write(engine.runtime())));
    router.get("/info", this::info);
    router.get("/metrics", this::metrics);
    events.register(router);
    new DiskRoutes(engine).register(router);
    new LoginRoutes(registries).register(router);
  }

  private static void ping(Call call) throws IOException {
    call.addHeader("Builder-Version", BUILDER);
    call.addHeader("Swarm", "inactive");
    call.addHeader("Cache-Control", "no-cache, no-store, must-revalidate");
    call.addHeader("Pragma", "no-cache");
    call.answer(200, "text/plain; charset=utf-8", "OK".getBytes(StandardCharsets.UTF_8));
  }

  private void info(Call call) throws IOException {
    call.answer(InfoAnswer.write(engine, events.listeners(), call.version()));
  }

  private void metrics(Call call) throws IOException {
    try (var out = call.stream(io.drydock.engine.metric.EngineMetrics.MEDIA_TYPE)) {
      engine.metrics().write(out);
    }
  }
}
