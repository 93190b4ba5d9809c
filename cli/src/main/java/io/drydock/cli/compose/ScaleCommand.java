package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.UpOptions;
import io.drydock.composefile.model.Project;
import java.util.List;
import java.util.Map;

/** Sets how many containers services have. */
final class ScaleCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose scale [SERVICE=REPLICAS...]", "Scale services")
        .flag("no-deps", Kind.BOOL, "Don't start linked services")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Map<String, Integer> numbers = CreationFlags.scale(call.services());
    List<String> services = List.copyOf(numbers.keySet());
    Project project = call.project(services);
    UpRequest request = UpRequest.ALL.withServices(services);
    UpOptions options =
        UpOptions.of(call.arguments().on("no-deps") ? request.withoutDependencies() : request)
            .withParallel(call.flags().parallel());
    if (call.flags().dryRun()) {
      return PlanReport.print(call, project, options.withScale(numbers));
    }
    try (Display display = call.display("Scaling")) {
      call.projects(display, BuildWish.NONE).scale(project, numbers, options);
    }
    return 0;
  }
}
