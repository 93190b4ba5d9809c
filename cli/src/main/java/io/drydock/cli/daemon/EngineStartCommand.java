package io.drydock.cli.daemon;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import java.util.ArrayList;
import java.util.List;

/** Starts the engine in the background, where it stays. */
public final class EngineStartCommand implements Command {
  @Override
  public Spec spec() {
    return EngineFlags.on(
        Spec.of("engine start [OPTIONS]", "Start the engine in the background")
            .details(
                "Commands that need the engine start it by themselves; started so, it stops when it"
                    + " has\nnothing to do. Started by this command it stays."));
  }

  @Override
  public int run(Session session, Arguments arguments) {
    var words = new ArrayList<String>();
    for (Flag flag : spec().options()) {
      for (String value : arguments.all(flag.name())) {
        boolean path = flag.name().equals("config-file");
        words.addAll(List.of("--" + flag.name(), path ? session.path(value).toString() : value));
      }
    }
    if (!EngineStarter.start(session, words)) {
      session.out().println("The engine runs already.");
    }
    return 0;
  }
}
