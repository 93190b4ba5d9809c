package io.drydock.api.network;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.Json;
import io.drydock.engine.network.Networks;
import io.drydock.engine.network.PortAudit;
import io.drydock.engine.network.PortAudit.Opening;
import java.io.IOException;
import java.util.Locale;

/** {@code /drydock/ports/audit}: what of the containers can be reached from where. */
public final class PortAuditRoutes implements Routes {
  private final Networks networks;

  public PortAuditRoutes(Networks networks) {
    this.networks = networks;
  }

  @Override
  public void register(Router router) {
    router.get("/drydock/ports/audit", this::audit);
  }

  private void audit(Call call) throws IOException {
    PortAudit audit = networks.audit();
    var openings = new JsonArray();
    audit.openings().forEach(each -> openings.add(write(each)));
    var json = new JsonObject();
    json.add("Openings", openings);
    json.add("Warnings", Json.array(audit.warnings()));
    call.answer(json);
  }

  private static JsonObject write(Opening opening) {
    var json = new JsonObject();
    json.addProperty("Container", opening.containerId());
    json.addProperty("Name", opening.containerName());
    json.addProperty("Port", opening.containerPort() + "/" + opening.protocol());
    json.addProperty("Reach", opening.reach().name().toLowerCase(Locale.ROOT));
    json.addProperty("Address", opening.at());
    json.add("Networks", Json.array(opening.networks()));
    return json;
  }
}
