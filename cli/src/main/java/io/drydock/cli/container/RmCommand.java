package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Removes containers. */
final class RmCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("rm [OPTIONS] CONTAINER [CONTAINER...]", "Remove one or more containers")
        .aliases("container rm", "container remove", "rm")
        .flag("force", 'f', Kind.BOOL, "Force the removal of a running container (uses SIGKILL)")
        .flag("link", 'l', Kind.BOOL, "Remove the specified link")
        .flag("volumes", 'v', Kind.BOOL, "Remove anonymous volumes associated with the container")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    Query query =
        new Query()
            .flag("v", call.arguments().on("volumes"))
            .flag("link", call.arguments().on("link"))
            .flag("force", call.arguments().on("force"));
    return call.atOnce(given -> {
      String name = given.replaceAll("^/+|/+$", "");
      if (name.isEmpty()) {
        throw new DrydockException(ErrorKind.INVALID, "container name cannot be empty");
      }
      try {
        call.engine().delete("/containers/" + EngineClient.part(name), query).discard();
      } catch (DrydockException e) {
        if (e.kind() != ErrorKind.NOT_FOUND || !call.arguments().on("force")) {
          throw e;
        }
        call.err().println(EngineCommand.message(e));
      }
    });
  }
}
