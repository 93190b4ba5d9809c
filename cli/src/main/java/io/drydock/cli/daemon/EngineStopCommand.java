package io.drydock.cli.daemon;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineIdentity;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the engine; containers go on. */
public final class EngineStopCommand implements Command {
  private static final int PATIENCE_SECONDS = 15;

  @Override
  public Spec spec() {
    return Spec.of("engine stop [OPTIONS]", "Stop the engine")
        .details(
            "Containers go on, and are taken up by the next engine. With --dismantle, which is"
                + " refused while any runs,\nthe host is left without the engine's interfaces,"
                + " firewall table and control group until the next start.")
        .flag("dismantle", Kind.BOOL, "Also remove what the engine keeps on the host")
        .flag("time", 't', Kind.INT, "Seconds to wait before the engine is killed (default 15)");
  }

  @Override
  public int run(Session session, Arguments arguments) throws Exception {
    EnginePlace place = EnginePlace.of(session);
    Optional<ProcessHandle> process = place.process();
    if (process.isEmpty()) {
      session.out().println("The engine does not run.");
      return 0;
    }
    if (arguments.on("dismantle")) {
      try (var client = EngineClient.of(place.endpoint(), EngineIdentity.own())) {
        client.post("/drydock/dismantle", new Query()).discard();
      }
    }
    if (!process.get().destroy()) {
      throw new DrydockException(
          ErrorKind.FORBIDDEN, "cannot stop the engine's process " + process.get().pid());
    }
    try {
      process.get().onExit().get(arguments.number("time", PATIENCE_SECONDS), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Nothing is lost: the next engine takes up what this one leaves.
      process.get().destroyForcibly();
      process.get().onExit().get();
    } catch (ExecutionException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot wait for the engine", e);
    }
    return 0;
  }
}
