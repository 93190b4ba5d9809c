package io.drydock.cli.network;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;

/** Shows networks in full. */
final class NetworkInspectCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "network inspect [OPTIONS] NETWORK [NETWORK...]",
            "Display detailed information on one or more networks")
        .flag("format", 'f', Kind.STRING, FormatHelp.INSPECT)
        .flag("verbose", 'v', Kind.BOOL, "Verbose output for diagnostics")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(Call call) {
    Query query = new Query();
    if (call.arguments().on("verbose")) {
      query.with("verbose", "true");
    }
    return Inspection.print(
        call.session(),
        call.arguments(),
        name -> call.engine().get("/networks/" + EngineClient.part(name), query).object());
  }
}
