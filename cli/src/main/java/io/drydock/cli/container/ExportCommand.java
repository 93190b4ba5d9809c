package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.OutputFile;
import java.util.Optional;

/** Writes a container's file system as a tar archive. */
final class ExportCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return Spec.of("export [OPTIONS] CONTAINER", "Export a container's filesystem as a tar archive")
        .aliases("container export", "export")
        .flag("output", 'o', Kind.STRING, "Write to a file, instead of STDOUT")
        .arguments(1, 1);
  }

  @Override
  protected int run(Call call) throws Exception {
    Optional<String> output = call.arguments().value("output");
    if (output.isEmpty() && call.session().caller().console().isOutput()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "cowardly refusing to save to a terminal. Use the -o flag or redirect");
    }
    try (EngineResponse archive =
        call.engine()
            .get("/containers/" + EngineClient.part(call.name()) + "/export", new Query())) {
      if (output.isPresent()) {
        new OutputFile(call.session().path(output.get())).write(archive.body()::transferTo);
      } else {
        archive.body().transferTo(call.out());
      }
    }
    return 0;
  }
}
