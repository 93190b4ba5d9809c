package io.drydock.cli.context;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.ContextStore;

/** Chooses the context that commands use from now on. */
final class ContextUseCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("context use CONTEXT", "Set the current docker context").arguments(1, 1);
  }

  @Override
  protected int run(Call call) {
    var store = new ContextStore(call.session().dockerConfig());
    String name = call.name();
    if (!name.equals(ContextStore.DEFAULT)) {
      store.get(name);
    }
    store.use(name);
    call.out().println(name);
    call.err().println("Current context is now \"" + name + "\"");
    call.session()
        .variable("DOCKER_HOST")
        .filter(_ -> !name.equals(ContextStore.DEFAULT))
        .ifPresent(_ ->
            call.err()
                .println(
                    "Warning: DOCKER_HOST environment variable overrides the active context. To use"
                        + " \""
                        + name
                        + "\", either set the global --context flag, or unset DOCKER_HOST"
                        + " environment variable."));
    return 0;
  }
}
