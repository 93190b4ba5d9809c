package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;

/** Starts containers of services that exist. */
final class StartCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose start [SERVICE...]", "Start services")
        .flag("wait", Kind.BOOL, "Wait for services to be running|healthy")
        .flag(
            "wait-timeout",
            Kind.INT,
            "Maximum duration in seconds to wait for the project to be running|healthy")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Scope scope = call.scope();
    try (Display display = call.display("Running")) {
      Projects projects = call.projects(display);
      projects.start(scope);
      if (call.arguments().on("wait")) {
        Waiting.of(call, projects, scope.project().orElseGet(call::project));
      }
    }
    return 0;
  }
}
