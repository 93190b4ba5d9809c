package io.drydock.cli.volume;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Removes volumes. */
final class VolumeRmCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "volume rm [OPTIONS] VOLUME [VOLUME...]",
            "Remove one or more volumes. You cannot remove a volume that is in use by a container.")
        .aliases("volume rm", "volume remove")
        .flag("force", 'f', Kind.BOOL, "Force the removal of one or more volumes")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) throws Exception {
    Query query = new Query().flag("force", call.arguments().on("force"));
    return call.each(name -> {
      call.engine().delete("/volumes/" + EngineClient.part(name), query).discard();
      call.out().println(name);
    });
  }
}
