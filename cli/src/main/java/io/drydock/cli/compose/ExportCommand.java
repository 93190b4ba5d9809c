package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import java.util.List;

/** Writes the file system of a service's container as a tar archive. */
final class ExportCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose export [OPTIONS] SERVICE",
            "Export a service container's filesystem as a tar archive")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .flag("output", 'o', Kind.STRING, "Write to a file, instead of STDOUT")
        .arguments(1, 1);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    ServiceContainer container =
        call.container(call.arguments().argument(0), call.index(), Containers.ALL);
    return call.asContainerCommand("export", call.arguments().values(), List.of(container.id()));
  }
}
