package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.compose.request.Surroundings.Peer;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.Health;
import io.drydock.composefile.model.Dependency.Condition;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;
import java.util.Optional;

/**
 * Waits for containers to become healthy or to end. It looks at a container whenever the engine has
 * an event of the project, not in between; now and then for engines that do not tell of health.
 */
final class Awaiting implements AutoCloseable {
  private static final long SLOW_MILLIS = 10_000;

  private final Engine engine;
  private final ProjectListener listener;
  private final EngineEvents events;

  Awaiting(Engine engine, ProjectListener listener, EngineEvents events) {
    this.engine = engine;
    this.listener = listener;
    this.events = events;
  }

  /**
   * Waits until all have reached the condition.
   *
   * @throws DrydockException of kind STEP_FAILED when one no longer can
   */
  void await(String service, List<Peer> containers, Condition condition)
      throws InterruptedException {
    for (Peer each : containers) {
      Resource resource = Resource.container(each.name(), each.id(), service);
      listener.tell(resource, Phase.WAITING);
      await(each, service, condition);
      listener.tell(resource, condition == Condition.HEALTHY ? Phase.HEALTHY : Phase.EXITED);
    }
  }

  private void await(Peer container, String service, Condition condition)
      throws InterruptedException {
    while (true) {
      long seen = events.count();
      Optional<JsonObject> found = engine.inspect(container.id());
      JsonObject state =
          found
              .flatMap(each -> Json.child(each, "State"))
              .orElseThrow(() ->
                  failed(
                      "dependency failed to start: container "
                          + container.name()
                          + " was removed"));
      if (isReached(state, container, service, condition)) {
        return;
      }
      events.awaitAfter(seen, SLOW_MILLIS);
    }
  }

  private boolean isReached(JsonObject state, Peer container, String service, Condition condition) {
    boolean running = Json.flag(state, "Running") || Json.flag(state, "Restarting");
    long code = Json.number(state, "ExitCode").orElse(0L);
    boolean hasRun = !Json.string(state, "Status").orElse("").equals("created");
    if (condition == Condition.COMPLETED_SUCCESSFULLY) {
      if (!running && hasRun && code != 0) {
        throw failed(
            "service \"%s\" didn't complete successfully: exit %d".formatted(service, code));
      }
      return !running && hasRun;
    }
    if (!running && hasRun) {
      throw failed(
          "dependency failed to start: container %s exited (%d)".formatted(container.name(), code));
    }
    if (condition == Condition.STARTED) {
      return running;
    }
    return isHealthy(state, container);
  }

  private static boolean isHealthy(JsonObject state, Peer container) {
    Health health =
        Json.child(state, "Health")
            .flatMap(each -> Json.string(each, "Status"))
            .map(Health::of)
            .orElse(Health.NONE);
    if (health == Health.UNHEALTHY) {
      throw failed("dependency failed to start: container " + container.name() + " is unhealthy");
    }
    if (health == Health.NONE && Json.flag(state, "Running")) {
      throw failed(
          "dependency failed to start: container "
              + container.name()
              + " has no healthcheck configured");
    }
    return health == Health.HEALTHY;
  }

  private static DrydockException failed(String message) {
    return new DrydockException(ErrorKind.STEP_FAILED, message);
  }

  /** Whether a container that runs is probed. */
  boolean hasProbes(Peer container) {
    return engine
        .inspect(container.id())
        .flatMap(each -> Json.child(each, "State"))
        .flatMap(each -> Json.child(each, "Health"))
        .flatMap(each -> Json.string(each, "Status"))
        .map(Health::of)
        .filter(each -> each != Health.NONE)
        .isPresent();
  }

  @Override
  public void close() {
    events.close();
  }
}
