package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.display.Step;
import io.drydock.compose.run.ProjectEvent;
import io.drydock.compose.run.ProjectEvent.Kind;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectListener;

/** Shows what happens to a project as steps, and what is said of all of it as warnings. */
final class StepListener implements ProjectListener {
  private static final String ORPHANS = "Found orphan";

  private final Display display;
  private final ComposeCall call;

  StepListener(Display display, ComposeCall call) {
    this.display = display;
    this.call = call;
  }

  @Override
  public void on(ProjectEvent event) {
    if (event.resource().kind() == Kind.PROJECT && event.phase() == Phase.WARNING) {
      if (!call.flags().ignoresOrphans() || !event.message().startsWith(ORPHANS)) {
        display.above(() -> call.warn(event.message()));
      }
      return;
    }
    display.on(step(event));
  }

  private static Step step(ProjectEvent event) {
    String name = event.resource().toString();
    String text = event.phase().toString();
    String message = event.message();
    return switch (event.phase()) {
      case FAILED -> Step.failed(name, message);
      case WARNING, SKIPPED -> new Step(name, Step.Phase.SKIPPED, text, message);
      case WORKING -> Step.working(name, message);
      case DONE -> Step.done(name, message);
      default ->
          new Step(
              name, event.phase().isEnd() ? Step.Phase.DONE : Step.Phase.WORKING, text, message);
    };
  }
}
