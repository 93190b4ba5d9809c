package io.drydock.cli.engine;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import java.util.function.Supplier;

/**
 * A command about images: in this process with our store, unless the user has named an engine,
 * whose images are meant then.
 */
public final class EngineOrStore implements Command {
  private final Command local;
  private final Supplier<EngineCommand> ofEngine;

  public EngineOrStore(Command local, Supplier<EngineCommand> ofEngine) {
    this.local = local;
    this.ofEngine = ofEngine;
  }

  @Override
  public Spec spec() {
    return local.spec();
  }

  @Override
  public int run(Session session, Arguments arguments) throws Exception {
    return Engines.isChosen(session)
        ? ofEngine.get().run(session, arguments)
        : local.run(session, arguments);
  }
}
