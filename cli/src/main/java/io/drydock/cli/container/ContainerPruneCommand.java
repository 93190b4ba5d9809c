package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.engine.Pruning;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import java.io.IOException;

/** Removes all containers that do not run. */
final class ContainerPruneCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("container prune [OPTIONS]", "Remove all stopped containers")
        .flag("filter", Kind.FILTER, "Provide filter values (e.g. \"until=<timestamp>\")")
        .flag("force", 'f', Kind.BOOL, "Do not prompt for confirmation")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) throws IOException {
    Filters filters = Filters.of(spec(), call.arguments().all("filter"));
    boolean agreed =
        call.arguments().on("force")
            || Confirmation.given(
                call.session(), "WARNING! This will remove all stopped containers.");
    if (agreed) {
      new Pruning(call).prune(Pruning.Kind.CONTAINERS, filters).print(call.out());
    }
    return 0;
  }
}
