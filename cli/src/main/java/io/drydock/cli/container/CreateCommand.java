package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.ContainerFlags;
import io.drydock.cli.flags.ContainerRequest;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;

/** Makes a container without starting it. */
final class CreateCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return ContainerFlags.add(
        Spec.of("create [OPTIONS] IMAGE [COMMAND] [ARG...]", "Create a new container")
            .aliases("container create", "create")
            .arguments(1, Spec.ANY)
            .flagsFirst()
            .flag(
                "pull",
                Kind.STRING,
                "Pull image before creating (\"always\", \"missing\", \"never\") (default"
                    + " \"missing\")"));
  }

  @Override
  protected int run(Call call) throws Exception {
    ContainerRequest request;
    try {
      Creation.requirePullPolicy(call.arguments());
      request = ContainerFlags.read(call.session(), spec(), call.arguments());
    } catch (DrydockException e) {
      return RunFailure.ofWords(call.session(), "create", e);
    }
    String id = new Creation(call, request).create();
    call.out().println(id);
    return 0;
  }

  @Override
  protected int failed(Session session, DrydockException error) {
    session.err().println(message(error));
    error.hint().ifPresent(session.err()::println);
    return 1;
  }
}
