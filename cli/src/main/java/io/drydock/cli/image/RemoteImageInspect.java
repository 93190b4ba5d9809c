package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.Inspection;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.oci.Platform;

/** Shows images of an engine in full. */
final class RemoteImageInspect extends EngineCommand {
  private final Spec spec;

  RemoteImageInspect(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    var query = new Query();
    call.arguments()
        .value("platform")
        .ifPresent(each -> query.json("platform", PlatformDocument.of(Platform.parse(each))));
    return Inspection.print(
        call.session(),
        call.arguments(),
        name -> call.engine().get("/images/" + EngineClient.part(name) + "/json", query).object());
  }
}
