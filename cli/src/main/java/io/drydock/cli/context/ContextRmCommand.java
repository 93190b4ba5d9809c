package io.drydock.cli.context;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.ContextStore;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Removes contexts. */
final class ContextRmCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("context rm CONTEXT [CONTEXT...]", "Remove one or more contexts")
        .aliases("context rm", "context remove")
        .flag("force", 'f', Kind.BOOL, "Force the removal of a context in use")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    var store = new ContextStore(call.session().dockerConfig());
    boolean force = call.arguments().on("force");
    return call.each(name -> {
      if (name.equals(ContextStore.DEFAULT)) {
        throw new DrydockException(ErrorKind.INVALID, "context \"default\" cannot be removed");
      }
      if (!force) {
        store.get(name);
      }
      if (store.current().filter(name::equals).isPresent()) {
        if (!force) {
          throw new DrydockException(
              ErrorKind.CONFLICT,
              "context \"" + name + "\" is in use, set -f flag to force remove");
        }
        store.use(ContextStore.DEFAULT);
      }
      store.remove(name);
      call.out().println(name);
    });
  }
}
