package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.request.Names;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pushes the images of services that are built. */
final class PushCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose push [OPTIONS] [SERVICE...]", "Push service images")
        .flag(
            "ignore-push-failures",
            Kind.BOOL,
            "Push what it can and ignores images with push failures")
        .flag("include-deps", Kind.BOOL, "Also push images of services declared as dependencies")
        .flag("quiet", 'q', Kind.BOOL, "Push without printing progress information")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Project project = call.project(call.services());
    boolean all = call.services().isEmpty() || call.arguments().on("include-deps");
    Map<String, Service> services = new LinkedHashMap<>();
    for (Service each : project.services().values()) {
      boolean meant = all || call.services().contains(each.name());
      if (meant && each.build().isPresent() && each.image().isPresent()) {
        services.putIfAbsent(Names.image(project, each), each);
      }
    }
    try (Display display = call.display("Pushing")) {
      call.images(display, BuildWish.NONE, false)
          .push(
              services,
              call.arguments().on("ignore-push-failures"),
              new StepListener(display, call));
    }
    return 0;
  }
}
