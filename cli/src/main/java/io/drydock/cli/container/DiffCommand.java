package io.drydock.cli.container;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Shows what a container has changed in its file system. */
final class DiffCommand extends EngineCommand {
  /** By number: changed, added, deleted. */
  private static final String KINDS = "CAD";

  @Override
  public Spec spec() {
    return Spec.of(
            "diff CONTAINER", "Inspect changes to files or directories on a container's filesystem")
        .aliases("container diff", "diff")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) throws Exception {
    for (JsonElement each :
        call.engine()
            .get("/containers/" + EngineClient.part(call.name()) + "/changes", new Query())
            .array()) {
      JsonObject change = each.getAsJsonObject();
      call.out()
          .println(
              KINDS.charAt(change.get("Kind").getAsInt()) + " " + change.get("Path").getAsString());
    }
    return 0;
  }
}
