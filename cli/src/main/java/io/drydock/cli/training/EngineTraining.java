package io.drydock.cli.training;

import io.drydock.api.ApiOptions;
import io.drydock.api.ApiServer;
import io.drydock.api.http.Listener;
import io.drydock.cli.daemon.EngineRunCommand;
import io.drydock.client.EngineAddress;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineEndpoint;
import io.drydock.client.Query;
import io.drydock.container.ContainerSpec;
import io.drydock.core.DrydockException;
import io.drydock.engine.Engine;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.engine.journal.FileSink;
import io.drydock.engine.journal.Journal;
import io.drydock.engine.journal.JournalLevel;
import io.drydock.engine.journal.StandardErrorSink;
import io.drydock.engine.metric.EngineMetrics;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Has the start-up cache hold what the engine's process needs. An engine itself would need root, so
 * its parts are used one by one, and the classes of the rest are only loaded.
 */
final class EngineTraining {
  private EngineTraining() {}

  static void run(Path folder) throws IOException {
    Training.run(List.of("engine", "run", "--help"), Map.of());
    for (Class<?> each : List.of(Engine.class, ApiServer.class, ContainerSpec.class)) {
      load(each, "io/drydock/");
    }
    load(EngineRunCommand.class, "io/drydock/cli/daemon/");
    keep(Files.createDirectories(folder.resolve("engine")));
    serve(folder.resolve("engine.sock"));
  }

  /** Loads the classes of the jar that the class is in, without running anything of them. */
  private static void load(Class<?> one, String below) throws IOException {
    Path jar = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
    if (!Files.isRegularFile(jar)) {
      return;
    }
    try (var file = new JarFile(jar.toFile())) {
      for (JarEntry each : file.stream().toList()) {
        String name = each.getName();
        if (name.startsWith(below) && name.endsWith(".class") && !name.endsWith("-info.class")) {
          Class.forName(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              false,
              one.getClassLoader());
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keep(Path folder) throws IOException {
    try (var sink = new FileSink(folder.resolve("engine.log"), false, 1 << 20, 2);
        var events = Events.open(folder.resolve("events"))) {
      Journal.sendTo(sink, JournalLevel.INFO);
      Journal.of("training").info("line", "name", "value");
      events.publish(EventType.CONTAINER, "start", "id", new LinkedHashMap<>());
      var metrics = new EngineMetrics("training");
      metrics.answered("GET /_ping", 200, java.time.Duration.ofMillis(1));
      metrics.write(OutputStream.nullOutputStream());
    } finally {
      Journal.sendTo(new StandardErrorSink(false), JournalLevel.WARN);
    }
  }

  /** Serves nothing, and answers so. */
  private static void serve(Path socket) {
    try (var server =
            ApiServer.serve(
                ApiOptions.on(new Listener.Unix(socket, java.util.Optional.empty())),
                List.of(),
                (route, status, took) -> {},
                ChannelInboundHandlerAdapter::new);
        var client = EngineClient.negotiating(EngineEndpoint.plain(EngineAddress.unix(socket)))) {
      if (server.connections() == 0) {
        client.get("/nothing", new Query()).close();
      }
    } catch (DrydockException e) {
      // As expected: there is nothing.
    }
  }
}
