package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.UpOptions;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;

/** Brings a project up: what its files say is made, started, and watched over unless detached. */
final class UpCommand extends ComposeCommand {
  private static final List<String> ATTACHED =
      List.of(
          "abort-on-container-exit",
          "abort-on-container-failure",
          "exit-code-from",
          "attach",
          "attach-dependencies",
          "watch");

  @Override
  public Spec spec() {
    Spec spec =
        CreationFlags.add(
            Spec.of("compose up [OPTIONS] [SERVICE...]", "Create and start containers")
                .arguments(0, Spec.ANY));
    return attachment(spec)
        .flag(
            "always-recreate-deps",
            Kind.BOOL,
            "Recreate dependent containers. Incompatible with --no-recreate.")
        .flag("detach", 'd', Kind.BOOL, "Detached mode: Run containers in the background")
        .flag("no-deps", Kind.BOOL, "Don't start linked services")
        .flag("no-start", Kind.BOOL, "Don't start the services after creating them")
        .flag(
            "renew-anon-volumes",
            'V',
            Kind.BOOL,
            "Recreate anonymous volumes instead of retrieving data from the previous containers")
        .flag(
            "timeout",
            't',
            Kind.INT,
            "Use this timeout in seconds for container shutdown when attached or when containers"
                + " are already running")
        .flag("wait", Kind.BOOL, "Wait for services to be running|healthy. Implies detached mode.")
        .flag(
            "wait-timeout",
            Kind.INT,
            "Maximum duration in seconds to wait for the project to be running|healthy");
  }

  private static Spec attachment(Spec spec) {
    return spec.flag(
            "abort-on-container-exit",
            Kind.BOOL,
            "Stops all containers if any container was stopped. Incompatible with -d")
        .flag(
            "abort-on-container-failure",
            Kind.BOOL,
            "Stops all containers if any container exited with failure. Incompatible with -d")
        .flag(
            "attach",
            Kind.STRING_ARRAY,
            "Restrict attaching to the specified services. Incompatible with"
                + " --attach-dependencies.")
        .flag(
            "attach-dependencies",
            Kind.BOOL,
            "Automatically attach to log output of dependent services")
        .flag(
            "exit-code-from",
            Kind.STRING,
            "Return the exit code of the selected service container. Implies"
                + " --abort-on-container-exit")
        .flag(
            "menu",
            Kind.BOOL,
            "Heed single keys while attached: not supported, may be set to false")
        .flag(
            "no-attach", Kind.STRING_ARRAY, "Do not attach (stream logs) to the specified services")
        .flag("no-color", Kind.BOOL, "Produce monochrome output")
        .flag("no-log-prefix", Kind.BOOL, "Don't print prefix in logs")
        .flag("timestamps", Kind.BOOL, "Show timestamps")
        .flag(
            "watch",
            'w',
            Kind.BOOL,
            "Watch source code and rebuild/refresh containers when files are updated.");
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    Arguments arguments = call.arguments();
    checkMode(arguments);
    UpOptions options = CreationFlags.read(call);
    Project project = call.project(call.services());
    if (project.services().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "no service selected");
    }
    if (call.flags().dryRun()) {
      return PlanReport.print(call, project, options);
    }
    boolean detached = arguments.on("detach") || arguments.on("wait") || arguments.on("no-start");
    return detached
        ? detached(call, project, options)
        : new AttachedUp(call, project, options).run();
  }

  private static int detached(ComposeCall call, Project project, UpOptions options) {
    try (Display display = call.display("Running")) {
      Projects projects = call.projects(display, CreationFlags.wish(call.arguments()));
      if (call.arguments().on("no-start")) {
        projects.create(project, options);
        return 0;
      }
      projects.up(project, options);
      if (call.arguments().on("wait")) {
        Waiting.of(call, projects, project);
      }
    }
    Addresses.tell(call, project);
    return 0;
  }

  private static void checkMode(Arguments arguments) {
    boolean detached = arguments.on("detach") || arguments.on("wait");
    for (String each : ATTACHED) {
      if (detached && arguments.given(each)) {
        String mode = arguments.on("detach") ? "--detach" : "--wait";
        throw new DrydockException(ErrorKind.INVALID, mode + " cannot be combined with --" + each);
      }
    }
    if (arguments.given("attach") && arguments.on("attach-dependencies")) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot combine --attach and --attach-dependencies");
    }
  }
}
