package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.UpOptions;
import io.drydock.compose.watch.ProjectWatch;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Follows the files of services, and brings what changes into their containers. */
final class WatchCommand extends ComposeCommand {
  private static final String PLAIN = "plain";

  @Override
  public Spec spec() {
    return Spec.of(
            "compose watch [SERVICE...]",
            "Watch build context for service and rebuild/refresh containers when files are updated")
        .flag("no-up", Kind.BOOL, "Do not build & start services before watching")
        .flag("quiet", Kind.BOOL, "Hide build output")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Project project = call.project(call.services());
    if (!call.arguments().on("no-up")) {
      try (Display display = call.display("Running")) {
        UpRequest request = UpRequest.ALL.withServices(call.services());
        call.projects(display, BuildWish.NONE).up(project, UpOptions.of(request));
      }
    }
    try (var interruption = new Interruption(() -> {})) {
      follow(call, project, () -> call.say("Watch enabled"));
      return interruption.came() ? ErrorKind.CANCELLED.exitCode() : 0;
    }
  }

  /**
   * Follows the files until the thread is interrupted.
   *
   * @param ready runs once no change is missed any more
   */
  static void follow(ComposeCall call, Project project, Runnable ready) {
    try (Display display = call.display("Watching", PLAIN)) {
      var watch =
          new ProjectWatch(
              call.engine(),
              call.projects(display, BuildWish.NONE),
              new StepListener(display, call));
      watch.follow(project, call.services(), ready);
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.CANCELLED) {
        throw e;
      }
    }
  }
}
