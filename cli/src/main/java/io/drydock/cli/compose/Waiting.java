package io.drydock.cli.compose;

import io.drydock.compose.run.Projects;
import io.drydock.composefile.model.Project;
import java.time.Duration;
import java.util.Optional;

/** What {@code --wait} and {@code --wait-timeout} ask for. */
final class Waiting {
  private Waiting() {}

  /** Waits until the services that are named run and are healthy, or have ended as they should. */
  static void of(ComposeCall call, Projects projects, Project project) {
    int seconds = call.arguments().number("wait-timeout", 0);
    Optional<Duration> limit =
        seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    projects.awaitReady(project, call.services(), limit);
  }
}
