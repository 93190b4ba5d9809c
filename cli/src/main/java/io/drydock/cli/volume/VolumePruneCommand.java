package io.drydock.cli.volume;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.engine.Pruning;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;

/** Removes volumes that no container uses. */
final class VolumePruneCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("volume prune [OPTIONS]", "Remove unused local volumes")
        .flag("all", 'a', Kind.BOOL, "Remove all unused volumes, not just anonymous ones")
        .flag("filter", Kind.FILTER, "Provide filter values (e.g. \"label=<label>\")")
        .flag("force", 'f', Kind.BOOL, "Do not prompt for confirmation")
        .arguments(0, 0);
  }

  @Override
  protected int run(Call call) throws IOException {
    Filters filters = Filters.of(spec(), call.arguments().all("filter"));
    boolean all = call.arguments().on("all");
    if (all) {
      if (filters.has("all")) {
        throw new DrydockException(
            ErrorKind.INVALID, "conflicting options: cannot specify both --all and --filter all=1");
      }
      filters.with("all", "true");
    }
    String what = all ? "all" : "anonymous";
    boolean agreed =
        call.arguments().on("force")
            || Confirmation.given(
                call.session(),
                "WARNING! This will remove "
                    + what
                    + " local volumes not used by at least one container.");
    if (agreed) {
      new Pruning(call).prune(Pruning.Kind.VOLUMES, filters).print(call.out());
    }
    return 0;
  }
}
