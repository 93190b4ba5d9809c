package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.UpOptions;
import io.drydock.composefile.model.Project;

/** Makes the containers of services without starting them. */
final class CreateCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return CreationFlags.add(
        Spec.of("compose create [OPTIONS] [SERVICE...]", "Creates containers for a service")
            .arguments(0, Spec.ANY));
  }

  @Override
  protected int run(ComposeCall call) {
    UpOptions options = CreationFlags.read(call).withoutStart();
    Project project = call.project(call.services());
    if (call.flags().dryRun()) {
      return PlanReport.print(call, project, options);
    }
    try (Display display = call.display("Creating")) {
      call.projects(display, CreationFlags.wish(call.arguments())).create(project, options);
    }
    return 0;
  }
}
