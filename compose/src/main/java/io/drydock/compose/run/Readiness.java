package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.Health;
import io.drydock.compose.state.StateReader;
import io.drydock.composefile.model.Dependency.Condition;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until a project is ready: each container healthy where it is probed, running where it is
 * not, and ended well where it is one that ends.
 */
final class Readiness {
  private static final long SLOW_MILLIS = 10_000;

  private final Engine engine;
  private final StateReader reader;
  private final ProjectListener listener;

  Readiness(Engine engine, StateReader reader, ProjectListener listener) {
    this.engine = engine;
    this.reader = reader;
    this.listener = listener;
  }

  void await(Project project, List<String> services, Optional<Duration> limit) {
    long end = System.nanoTime() + limit.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
    try (EngineEvents events = EngineEvents.open(engine.client(), project.name())) {
      Map<String, ContainerState> open = new LinkedHashMap<>();
      for (ContainerState each : reader.containers(project.name())) {
        if (!each.isOneOff() && isMeant(project, services, each)) {
          open.put(each.id(), each);
          listener.tell(resource(each), Phase.WAITING);
        }
      }
      Set<String> finite = finite(project);
      while (true) {
        long seen = events.count();
        open.values().removeIf(each -> isReady(each, finite.contains(each.service())));
        if (open.isEmpty()) {
          return;
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw late(open);
        }
        events.awaitAfter(seen, Math.min(left, SLOW_MILLIS));
      }
    } catch (InterruptedException e) {
      throw new DrydockException(ErrorKind.CANCELLED, "canceled", e);
    }
  }

  private static boolean isMeant(Project project, List<String> services, ContainerState container) {
    return services.isEmpty()
        ? project.services().containsKey(container.service())
        : services.contains(container.service());
  }

  private static Resource resource(ContainerState container) {
    return Resource.container(container.name(), container.id(), container.service());
  }

  /** The services that others expect to end. */
  private static Set<String> finite(Project project) {
    var names = new HashSet<String>();
    project
        .services()
        .values()
        .forEach(each ->
            each.life()
                .dependsOn()
                .forEach((name, dependency) -> {
                  if (dependency.condition() == Condition.COMPLETED_SUCCESSFULLY) {
                    names.add(name);
                  }
                }));
    return names;
  }

  private boolean isReady(ContainerState container, boolean ends) {
    JsonObject state =
        engine
            .inspect(container.id())
            .flatMap(each -> Json.child(each, "State"))
            .orElseThrow(() -> failed("container " + container.name() + " was removed"));
    boolean ready =
        Json.flag(state, "Running") ? !ends && isWell(state, container) : ended(state, container);
    if (ready) {
      boolean running = Json.flag(state, "Running");
      listener.tell(resource(container), running ? Phase.HEALTHY : Phase.EXITED);
    }
    return ready;
  }

  private static boolean isWell(JsonObject state, ContainerState container) {
    Health health =
        Json.child(state, "Health")
            .flatMap(each -> Json.string(each, "Status"))
            .map(Health::of)
            .orElse(Health.NONE);
    if (health == Health.UNHEALTHY) {
      throw failed("container " + container.name() + " is unhealthy");
    }
    return health != Health.STARTING;
  }

  private static boolean ended(JsonObject state, ContainerState container) {
    if (Json.flag(state, "Restarting")
        || Json.string(state, "Status").orElse("").equals("created")) {
      return false;
    }
    long code = Json.number(state, "ExitCode").orElse(0L);
    if (code != 0) {
      throw failed("container " + container.name() + " exited (" + code + ")");
    }
    return true;
  }

  private static DrydockException failed(String message) {
    return new DrydockException(ErrorKind.STEP_FAILED, message);
  }

  private static DrydockException late(Map<String, ContainerState> open) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE,
        "application not healthy after the time that was given: waiting for "
            + String.join(", ", open.values().stream().map(ContainerState::name).toList()));
  }
}
