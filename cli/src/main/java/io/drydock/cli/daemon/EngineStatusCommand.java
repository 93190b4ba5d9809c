package io.drydock.cli.daemon;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.core.Durations;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells whether the engine runs, and what it does. */
public final class EngineStatusCommand implements Command {
  /**
   * What service scripts answer for a service that does not run (LSB core, "Init script actions").
   */
  private static final int NOT_RUNNING = 3;

  private static final long KIBIBYTE = 1024;

  @Override
  public Spec spec() {
    return Spec.of("engine status [OPTIONS]", "Show whether the engine runs")
        .details("The exit code is 0 when it runs and 3 when it does not.")
        .flag("quiet", 'q', Kind.BOOL, "Only the exit code");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    EnginePlace place = EnginePlace.of(session);
    boolean runs = place.answers();
    if (arguments.on("quiet")) {
      return runs ? 0 : NOT_RUNNING;
    }
    if (!runs) {
      session.out().println("Engine:      not running");
      session.out().println("Socket:      " + place.socket());
      return NOT_RUNNING;
    }
    var lines = new LinkedHashMap<String, String>();
    lines.put("Engine", "running");
    place.process().ifPresent(process -> describe(process, lines));
    try (var client = EngineClient.negotiating(place.endpoint());
        EngineResponse response = client.get("/info", new Query())) {
      describe(Json.object(response.body().readAllBytes(), "/info"), lines);
    }
    lines.put("Socket", place.socket().toString());
    lines.put("Root", place.root().root().toString());
    lines.put("Log", place.journal().toString());
    lines.forEach((name, value) -> session.out().printf("%-12s %s%n", name + ":", value));
    return 0;
  }

  private static void describe(JsonObject info, Map<String, String> lines) {
    Json.string(info, "ServerVersion").ifPresent(version -> lines.put("Version", version));
    lines.put(
        "Containers",
        "%d running, %d paused, %d stopped"
            .formatted(
                Json.number(info, "ContainersRunning").orElse(0L),
                Json.number(info, "ContainersPaused").orElse(0L),
                Json.number(info, "ContainersStopped").orElse(0L)));
  }

  private static void describe(ProcessHandle process, Map<String, String> lines) {
    lines.put("Process", Long.toString(process.pid()));
    process
        .info()
        .startInstant()
        .map(start -> Durations.rough(Duration.between(start, Instant.now())))
        .ifPresent(age -> lines.put("Up", age));
    memory(process.pid()).ifPresent(bytes -> lines.put("Memory", Sizes.decimal(bytes)));
  }

  private static Optional<Long> memory(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          return Optional.of(Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
