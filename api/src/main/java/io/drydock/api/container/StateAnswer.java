package io.drydock.api.container;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Durations;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.ContainerState;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.health.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far a container is in its life, as the API shows it. */
final class StateAnswer {
  /** What Go writes for a time that never was. */
  static final String NEVER = "0001-01-01T00:00:00Z";

  private StateAnswer() {}

  /** {@code State} of an inspection. */
  static JsonObject write(Container container) {
    ContainerState state = container.state();
    Status status = state.status();
    var json = new JsonObject();
    json.addProperty("Status", status.word());
    json.addProperty("Running", state.isRunning() || status == Status.RESTARTING);
    json.addProperty("Paused", status == Status.PAUSED);
    json.addProperty("Restarting", status == Status.RESTARTING);
    json.addProperty("OOMKilled", state.oomKilled());
    json.addProperty("Dead", status == Status.DEAD);
    json.addProperty("Pid", state.pid());
    json.addProperty("ExitCode", state.exitCode());
    json.addProperty("Error", state.error());
    json.addProperty("StartedAt", time(state.startedAt()));
    json.addProperty("FinishedAt", time(state.finishedAt()));
    container.health().ifPresent(each -> json.add("Health", health(each)));
    return json;
  }

  private static String time(Optional<Instant> moment) {
    return moment.map(Instant::toString).orElse(NEVER);
  }

  private static JsonObject health(HealthState health) {
    JsonObject json = healthSummary(health);
    var log = new JsonArray();
    health.log().forEach(each -> log.add(probe(each)));
    json.add("Log", log);
    return json;
  }

  /** {@code Health} of a list, from API 1.52 on. */
  static JsonObject healthSummary(HealthState health) {
    var json = new JsonObject();
    json.addProperty("Status", health.status().word());
    json.addProperty("FailingStreak", health.failingStreak());
    return json;
  }

  private static JsonObject probe(HealthState.Probe probe) {
    var json = new JsonObject();
    json.addProperty("Start", probe.start().toString());
    json.addProperty("End", probe.end().toString());
    json.addProperty("ExitCode", probe.exitCode());
    json.addProperty("Output", probe.output());
    return json;
  }

  /** One line for people: {@code Up 5 minutes (healthy)}. */
  static String line(Container container, Instant now) {
    ContainerState state = container.state();
    return switch (state.status()) {
      case CREATED -> "Created";
      case RUNNING -> "Up " + since(state.startedAt(), now) + healthNote(container);
      case PAUSED -> "Up " + since(state.startedAt(), now) + " (Paused)";
      case RESTARTING ->
          "Restarting (" + state.exitCode() + ") " + since(state.finishedAt(), now) + " ago";
      case REMOVING -> "Removal In Progress";
      case DEAD -> "Dead";
      case EXITED -> "Exited (" + state.exitCode() + ") " + since(state.finishedAt(), now) + " ago";
    };
  }

  private static String since(Optional<Instant> moment, Instant now) {
    return Durations.rough(Duration.between(moment.orElse(now), now));
  }

  private static String healthNote(Container container) {
    if (container.health().isEmpty()) {
      return "";
    }
    return switch (container.health().get().status()) {
      case STARTING -> " (health: starting)";
      case HEALTHY -> " (healthy)";
      case UNHEALTHY -> " (unhealthy)";
    };
  }
}
