package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Shows containers in full. */
final class ContainerInspectCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "container inspect [OPTIONS] CONTAINER [CONTAINER...]",
            "Display detailed information on one or more containers")
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .flag("size", 's', Kind.BOOL, "Display total file sizes")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) {
    Query query = new Query().flag("size", call.arguments().on("size"));
    return Inspection.print(
        call.session(),
        call.arguments(),
        name ->
            call.engine().get("/containers/" + EngineClient.part(name) + "/json", query).object());
  }
}
