package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.engine.MessageDisplay;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Has an engine read images from an archive. */
final class RemoteLoad extends EngineCommand {
  private final Spec spec;

  RemoteLoad(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) throws IOException {
    String input = call.arguments().value("input", "");
    if (input.isEmpty() && call.session().caller().console().isInput()) {
      throw new DrydockException(
          ErrorKind.INVALID, "requested load from stdin, but stdin is empty");
    }
    boolean terminal = call.session().caller().console().isOutput();
    boolean quiet = call.arguments().on("quiet") || !terminal;
    var query = new Query().with("quiet", quiet ? "1" : "0");
    for (String each : call.arguments().all("platform")) {
      query.json("platform", PlatformDocument.of(Platform.parse(each)));
    }
    try (InputStream content =
            input.isEmpty()
                ? call.session().in()
                : Files.newInputStream(call.session().path(input));
        EngineResponse messages =
            call.engine()
                .send(
                    "POST",
                    "/images/load",
                    query,
                    RequestBody.stream("application/x-tar", content))) {
      new MessageDisplay(call.out(), terminal).show(messages.body());
    }
    return 0;
  }
}
