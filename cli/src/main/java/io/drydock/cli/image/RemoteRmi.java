package io.drydock.cli.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Platform;

/** Removes images of an engine, or names of images. */
final class RemoteRmi extends EngineCommand {
  private final Spec spec;

  RemoteRmi(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) throws Exception {
    boolean force = call.arguments().on("force");
    var query = new Query().flag("force", force);
    query.flag("noprune", call.arguments().on("no-prune"));
    for (String each : call.arguments().all("platform")) {
      query.json("platforms", PlatformDocument.of(Platform.parse(each)));
    }
    return call.each(name -> {
      try {
        for (JsonElement each :
            call.engine().delete("/images/" + EngineClient.part(name), query).array()) {
          call.out().println(line(each.getAsJsonObject()));
        }
      } catch (DrydockException e) {
        if (!force || e.kind() != ErrorKind.NOT_FOUND) {
          throw e;
        }
        call.err().println(message(e));
      }
    });
  }

  private static String line(JsonObject removed) {
    return Json.string(removed, "Deleted")
        .map(id -> "Deleted: " + id)
        .orElseGet(() -> "Untagged: " + Json.string(removed, "Untagged").orElse(""));
  }
}
