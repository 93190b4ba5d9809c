package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.client.EngineClient;
import io.drydock.compose.state.ContainerState;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Attends to running containers until they end, as an {@code up} in the foreground does. It looks
 * at them when the engine tells of something, not in between.
 */
public final class Attendance implements AutoCloseable {
  private static final long SLOW_MILLIS = 30_000;

  private final Engine engine;
  private final EngineEvents events;

  private Attendance(Engine engine, EngineEvents events) {
    this.engine = engine;
    this.events = events;
  }

  /**
   * Begins to listen; open it before the containers start so that no end is missed.
   *
   * @param consumer hears of each event, so that it can show the logs of what starts
   */
  public static Attendance open(
      EngineClient engine, String project, Consumer<EngineEvent> consumer) {
    return new Attendance(new Engine(engine), EngineEvents.open(engine, project, consumer));
  }

  /**
   * Waits until all of the containers have ended for good, or one has whose end is enough.
   *
   * @param enough whether the end of a container ends the wait, as {@code
   *     --abort-on-container-exit} says of each and {@code --abort-on-container-failure} of those
   *     with an exit code but 0
   * @param onExit hears of each that ended
   * @return the end that was enough; absent when all have ended without
   */
  public Optional<Exit> await(
      Collection<ContainerState> containers, Predicate<Exit> enough, Consumer<Exit> onExit) {
    Map<String, ContainerState> open = new LinkedHashMap<>();
    containers.forEach(each -> open.put(each.id(), each));
    try {
      while (!open.isEmpty()) {
        long seen = events.count();
        Optional<Exit> found = look(open, enough, onExit);
        if (found.isPresent() || open.isEmpty()) {
          return found;
        }
        events.awaitAfter(seen, SLOW_MILLIS);
      }
    } catch (InterruptedException e) {
      throw new DrydockException(ErrorKind.CANCELLED, "canceled", e);
    }
    return Optional.empty();
  }

  /** The same; either the first end is enough, or all are waited for. */
  void await(Collection<ContainerState> containers, boolean any, Consumer<Exit> onExit) {
    await(containers, (Exit exit) -> any, onExit);
  }

  private Optional<Exit> look(
      Map<String, ContainerState> open, Predicate<Exit> enough, Consumer<Exit> onExit) {
    for (ContainerState each : open.values().toArray(new ContainerState[0])) {
      Optional<JsonObject> state =
          engine.inspect(each.id()).flatMap(found -> Json.child(found, "State"));
      if (state.isPresent() && isUp(state.get())) {
        continue;
      }
      open.remove(each.id());
      long code = state.flatMap(found -> Json.number(found, "ExitCode")).orElse(0L);
      var exit = new Exit(each.service(), each.name(), each.id(), (int) code);
      onExit.accept(exit);
      if (enough.test(exit)) {
        return Optional.of(exit);
      }
    }
    return Optional.empty();
  }

  private static boolean isUp(JsonObject state) {
    return Json.flag(state, "Running")
        || Json.flag(state, "Restarting")
        || Json.string(state, "Status").orElse("").equals("created");
  }

  @Override
  public void close() {
    events.close();
  }
}
