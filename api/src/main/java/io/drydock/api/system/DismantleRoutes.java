package io.drydock.api.system;

import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.engine.Engine;

/** {@code /drydock/dismantle}: the engine leaves the host as it found it, and is stopped then. */
public final class DismantleRoutes implements Routes {
  private final Engine engine;

  public DismantleRoutes(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void register(Router router) {
    router.post(
        "/drydock/dismantle",
        call -> {
          engine.dismantle();
          call.answer(204);
        });
  }
}
