package io.drydock.api.swarm;

import com.google.gson.JsonArray;
import io.drydock.api.route.ApiException;
import io.drydock.api.route.Endpoint;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import java.util.List;

/** {@code /swarm}, {@code /nodes}, {@code /plugins} and the like, as an engine without them. */
public final class SwarmRoutes implements Routes {
  private static final List<String> SWARM =
      List.of("swarm", "nodes", "services", "tasks", "secrets", "configs");

  private static final String NO_MANAGER =
      "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to"
          + " connect this node to swarm and try again.";

  @Override
  public void register(Router router) {
    refuse(router, "/swarm/init", 501, "Swarm mode is not part of Drydock");
    refuse(router, "/swarm/join", 501, "Swarm mode is not part of Drydock");
    refuse(router, "/swarm/leave", 503, "This node is not part of a swarm");
    for (String each : SWARM) {
      refuse(router, "/" + each, 503, NO_MANAGER);
      refuse(router, "/" + each + "/{rest*}", 503, NO_MANAGER);
    }
    router.get("/plugins", call -> call.answer(new JsonArray()));
    router.get("/plugins/{name*}/json", call -> noPlugin(call.variable("name")));
    refuse(router, "/plugins/{rest*}", 501, "managed plugins are not part of Drydock");
  }

  private static void noPlugin(String name) {
    throw new ApiException(404, "plugin \"" + name + "\" not found");
  }

  private static void refuse(Router router, String path, int status, String message) {
    Endpoint refusal =
        _ -> {
          throw new ApiException(status, message);
        };
    router.get(path, refusal);
    router.post(path, refusal);
    router.delete(path, refusal);
  }
}
