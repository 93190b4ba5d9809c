package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.request.Names;
import io.drydock.compose.state.StateReader;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pulls the images of services. */
final class PullCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose pull [OPTIONS] [SERVICE...]", "Pull service images")
        .flag("ignore-buildable", Kind.BOOL, "Ignore images that can be built")
        .flag(
            "ignore-pull-failures",
            Kind.BOOL,
            "Pull what it can and ignores images with pull failures")
        .flag("include-deps", Kind.BOOL, "Also pull services declared as dependencies")
        .flag("policy", Kind.STRING, "Apply pull policy (\"missing\"|\"always\")")
        .flag("quiet", 'q', Kind.BOOL, "Pull without printing progress information")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Arguments arguments = call.arguments();
    Project project = call.project(call.services());
    Map<String, Service> services = services(call, project);
    if (arguments.value("policy", "").equals("missing")) {
      var present = new StateReader(call.engine()).imageIds(List.copyOf(services.keySet()));
      services.keySet().removeAll(present.keySet());
    }
    try (Display display = call.display("Pulling")) {
      List<Service> toBuild =
          call.images(display, BuildWish.NONE, arguments.on("ignore-pull-failures"))
              .pull(services, true, new StepListener(display, call));
      if (!toBuild.isEmpty()) {
        List<String> names = toBuild.stream().map(Service::name).toList();
        display.above(() ->
            call.warn(
                "Some service image(s) must be built from source by running: drydock compose build "
                    + String.join(" ", names)));
      }
    }
    return 0;
  }

  private static Map<String, Service> services(ComposeCall call, Project project) {
    boolean all = call.services().isEmpty() || call.arguments().on("include-deps");
    var services = new LinkedHashMap<String, Service>();
    for (Service each : project.services().values()) {
      boolean meant = all || call.services().contains(each.name());
      boolean kept = each.build().isEmpty() || !call.arguments().on("ignore-buildable");
      if (meant && kept && each.image().isPresent() && each.provider().isEmpty()) {
        services.putIfAbsent(Names.image(project, each), each);
      }
    }
    return services;
  }
}
