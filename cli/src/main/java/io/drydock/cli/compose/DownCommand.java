package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.DownRequest;
import io.drydock.compose.run.DownRequest.Images;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stops a project and removes its containers and networks. */
final class DownCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose down [OPTIONS] [SERVICE...]", "Stop and remove containers, networks")
        .flag(
            "remove-orphans",
            Kind.BOOL,
            "Remove containers for services not defined in the Compose file")
        .flag(
            "rmi",
            Kind.STRING,
            "Remove images used by services. \"local\" remove only images that don't have a custom"
                + " tag (\"local\"|\"all\")")
        .flag("timeout", 't', Kind.INT, "Specify a shutdown timeout in seconds")
        .flag(
            "volumes",
            'v',
            Kind.BOOL,
            "Remove named volumes declared in the \"volumes\" section of the Compose file and"
                + " anonymous volumes attached to containers")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Images images = images(call);
    Scope scope = call.scope();
    var request =
        new DownRequest(
            call.arguments().on("volumes"), images, call.flags().removesOrphans(), call.timeout());
    if (!down(call, scope, request)) {
      call.warn("No resource found to remove for project \"" + scope.name() + "\".");
    }
    return 0;
  }

  /** Takes a project down; whether there was anything of it. */
  static boolean down(ComposeCall call, Scope scope, DownRequest request) {
    var any = new AtomicBoolean();
    try (Display display = call.display("Removing")) {
      ProjectListener shown = new StepListener(display, call);
      var projects =
          new Projects(
              call.engine(),
              event -> {
                any.set(true);
                shown.on(event);
              });
      projects.down(scope, request);
    }
    return any.get();
  }

  private static Images images(ComposeCall call) {
    String which = call.arguments().value("rmi", "");
    return switch (which) {
      case "" -> Images.KEEP;
      case "local" -> Images.LOCAL;
      case "all" -> Images.ALL;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "invalid value for --rmi: \"" + which + "\": give local or all");
    };
  }
}
