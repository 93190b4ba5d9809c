package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.compose.image.ProjectImages;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.request.Names;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the images of services, all of them as one graph. */
final class BuildCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose build [OPTIONS] [SERVICE...]", "Build or rebuild services")
        .flag("build-arg", Kind.STRING_ARRAY, "Set build-time variables for services")
        .flag("builder", Kind.STRING, "Accepted for docker's sake; there is one builder")
        .flag("check", Kind.BOOL, "Check the Dockerfiles instead: not here, see \"drydock lint\"")
        .flag(
            "memory",
            'm',
            Kind.BYTES,
            "Set memory limit for the build container: not with this builder")
        .flag("no-cache", Kind.BOOL, "Do not use cache when building the image")
        .flag(
            "print",
            Kind.BOOL,
            "Print the equivalent bake file: not here, see \"drydock bake --print\"")
        .flag("provenance", Kind.STRING, "Add a provenance attestation")
        .flag("pull", Kind.BOOL, "Always attempt to pull a newer version of the image")
        .flag("push", Kind.BOOL, "Push service images")
        .flag("quiet", 'q', Kind.BOOL, "Suppress the build output")
        .flag("sbom", Kind.STRING, "Add a SBOM attestation")
        .flag(
            "ssh",
            Kind.STRING_ARRAY,
            "Set SSH authentications used when building service images. (use 'default' for using"
                + " your default SSH Agent)")
        .flag("with-dependencies", Kind.BOOL, "Also build dependencies (transitively)")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    for (String each : List.of("check", "memory", "print")) {
      if (call.arguments().given(each)) {
        throw new DrydockException(ErrorKind.UNSUPPORTED, "--" + each + " is not supported here");
      }
    }
    Project project = call.project(call.services());
    List<Service> services = services(call, project);
    if (services.isEmpty()) {
      call.err().println("No services to build");
      return 0;
    }
    try (Display display = call.display("Building")) {
      ProjectImages images = call.images(display, wish(call.arguments()), false);
      var listener = new StepListener(display, call);
      images.build(project, services, listener);
      if (call.arguments().on("push")) {
        images.push(named(project, services), false, listener);
      }
    }
    return 0;
  }

  private static List<Service> services(ComposeCall call, Project project) {
    boolean all = call.services().isEmpty() || call.arguments().on("with-dependencies");
    var services = new ArrayList<Service>();
    for (Service each : project.services().values()) {
      if (each.build().isPresent() && (all || call.services().contains(each.name()))) {
        services.add(each);
      }
    }
    return services;
  }

  private static Map<String, Service> named(Project project, List<Service> services) {
    var named = new LinkedHashMap<String, Service>();
    for (Service each : services) {
      if (each.image().isPresent()) {
        named.putIfAbsent(Names.image(project, each), each);
      }
    }
    return named;
  }

  private static BuildWish wish(Arguments arguments) {
    var args = new LinkedHashMap<String, String>();
    for (String each : arguments.all("build-arg")) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      args.put(name, equals < 0 ? "" : each.substring(equals + 1));
    }
    return new BuildWish(
        args,
        arguments.on("no-cache"),
        arguments.on("pull"),
        arguments.all("ssh"),
        arguments.value("provenance"),
        arguments.value("sbom"));
  }
}
