package io.drydock.cli.compose;

import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import java.util.List;

/** Joins this command's streams to a service's running container. */
final class AttachCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of(
            "compose attach [OPTIONS] SERVICE",
            "Attach local standard input, output, and error streams to a service's running"
                + " container")
        .flag(
            "detach-keys", Kind.STRING, "Override the key sequence for detaching from a container")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .flag("no-stdin", Kind.BOOL, "Do not attach STDIN")
        .flag("sig-proxy", Kind.BOOL, "Proxy all received signals to the process (default true)")
        .arguments(1, 1);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    ServiceContainer container = call.container(call.arguments().argument(0), call.index());
    return call.asContainerCommand("attach", call.arguments().values(), List.of(container.id()));
  }
}
