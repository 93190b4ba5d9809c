package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Gives a container another name. */
final class RenameCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("rename CONTAINER NEW_NAME", "Rename a container")
        .aliases("container rename", "rename")
        .arguments(2, 2);
  }

  @Override
  protected int run(Call call) throws Exception {
    String from = call.arguments().argument(0).strip();
    String to = call.arguments().argument(1).strip();
    if (from.isEmpty() || to.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID, "Error: Neither old nor new names may be empty");
    }
    call.engine()
        .post("/containers/" + EngineClient.part(from) + "/rename", new Query().with("name", to))
        .discard();
    return 0;
  }
}
