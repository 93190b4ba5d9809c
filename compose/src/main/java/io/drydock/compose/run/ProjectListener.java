package io.drydock.compose.run;

import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import java.time.Instant;

/** Hears of what happens while a project is changed; called by several threads at once. */
@FunctionalInterface
public interface ProjectListener {
  /** Does nothing. */
  ProjectListener SILENT = event -> {};

  void on(ProjectEvent event);

  /** Tells of an event that happens now. */
  default void tell(Resource resource, Phase phase) {
    tell(resource, phase, "");
  }

  /** Tells of an event that happens now, with a message. */
  default void tell(Resource resource, Phase phase, String message) {
    on(new ProjectEvent(resource, phase, message, Instant.now()));
  }
}
