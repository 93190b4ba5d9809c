package io.drydock.cli.volume;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Shows volumes in full. */
final class VolumeInspectCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "volume inspect [OPTIONS] VOLUME [VOLUME...]",
            "Display detailed information on one or more volumes")
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) {
    return Inspection.print(
        call.session(),
        call.arguments(),
        name -> call.engine().get("/volumes/" + EngineClient.part(name), new Query()).object());
  }
}
