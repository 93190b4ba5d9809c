package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.OutputFile;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.util.Optional;

/** Writes images of an engine to an archive. */
final class RemoteSave extends EngineCommand {
  private final Spec spec;

  RemoteSave(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) throws IOException {
    Optional<String> output = call.arguments().value("output");
    if (output.isEmpty() && call.session().caller().console().isOutput()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "cowardly refusing to save to a terminal. Use the -o flag or redirect");
    }
    var query = new Query();
    call.arguments().positional().forEach(each -> query.with("names", each));
    for (String each : call.arguments().all("platform")) {
      query.json("platform", PlatformDocument.of(Platform.parse(each)));
    }
    try (EngineResponse archive = call.engine().get("/images/get", query)) {
      if (output.isPresent()) {
        new OutputFile(call.session().path(output.get())).write(archive.body()::transferTo);
      } else {
        archive.body().transferTo(call.out());
      }
    }
    return 0;
  }
}
