package io.drydock.compose.run;

import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import java.util.Optional;
import java.util.OptionalInt;

/** Stops and removes containers, with the commands that come before a stop. */
final class ContainerStops {
  private final Engine engine;
  private final OptionalInt seconds;
  private final HookRunner hooks;
  private final ProjectListener listener;

  /**
   * @param seconds from the stop signal to the kill, in place of what containers say
   */
  ContainerStops(Engine engine, OptionalInt seconds, ProjectListener listener) {
    this.engine = engine;
    this.seconds = seconds;
    this.hooks = new HookRunner(engine.client(), listener);
    this.listener = listener;
  }

  private static Resource resource(ContainerState container) {
    return Resource.container(container.name(), container.id(), container.service());
  }

  /** Stops it and tells of that. */
  void stop(ContainerState container, Optional<Service> service) {
    listener.tell(resource(container), Phase.STOPPING);
    end(container, service);
    listener.tell(resource(container), Phase.STOPPED);
  }

  /** Stops it as part of something else; a command before it that fails does not keep it. */
  void end(ContainerState container, Optional<Service> service) {
    if (service.isPresent() && container.status().isUp()) {
      try {
        hooks.run("pre_stop", service.get().life().preStop(), resource(container));
      } catch (DrydockException e) {
        listener.tell(resource(container), Phase.WARNING, e.getMessage());
      }
    }
    engine.stop(container.id(), seconds);
  }

  /** Removes it and tells of that. */
  void remove(ContainerState container, Optional<Service> service, boolean volumes) {
    listener.tell(resource(container), Phase.REMOVING);
    engine.remove(container.id(), volumes);
    listener.tell(resource(container), Phase.REMOVED);
  }
}
