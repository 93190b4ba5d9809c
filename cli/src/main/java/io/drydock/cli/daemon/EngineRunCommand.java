package io.drydock.cli.daemon;

import io.drydock.api.ApiOptions;
import io.drydock.api.ApiServer;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import io.drydock.core.Release;
import io.drydock.distribution.RegistrySettings;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineOptions;
import io.drydock.engine.container.Container;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.journal.FileSink;
import io.drydock.engine.journal.Journal;
import io.drydock.engine.journal.StandardErrorSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Runs the engine in the foreground, until it is told to end or has nothing to do. */
public final class EngineRunCommand implements Command {
  private static final Journal JOURNAL = Journal.of("engine");
  private static final long LOG_BYTES = 5_000_000;
  private static final int LOG_FILES = 3;

  /** How long an engine that ends may keep the root from the next. */
  private static final Duration HANDOVER = Duration.ofSeconds(10);

  @Override
  public Spec spec() {
    return EngineFlags.on(
            Spec.of("engine run [OPTIONS]", "Run the engine in the foreground")
                .details(
                    "Containers go on when the engine ends, and are taken up by the next one.\n"
                        + "It ends on SIGTERM and Ctrl-C."))
        .flag("log-file", Kind.STRING, "File of the engine's log, instead of standard error")
        .flag(
            "stop-when-idle",
            Kind.DURATION,
            "Stop after so long without a client and a container to watch");
  }

  @Override
  public int run(Session session, Arguments arguments) throws Exception {
    var config = EngineConfig.of(arguments, arguments.value("config-file").map(session::path));
    EngineSettings settings = EngineSettings.of(config, EnginePlace.of(session));
    Duration patience =
        arguments.value("stop-when-idle").map(Durations::parse).orElse(Duration.ZERO);
    settings.place().makeFolders();
    try (var _ = new OpenLog(settings, arguments.value("log-file").map(session::path))) {
      serve(session, settings, patience);
      return 0;
    } catch (DrydockException e) {
      JOURNAL.error("the engine cannot run", e);
      throw e;
    }
  }

  private static void serve(Session session, EngineSettings settings, Duration patience)
      throws IOException {
    EnginePlace place = settings.place();
    try (Engine engine = open(settings.options(), !patience.isZero());
        ApiServer server = start(session, settings, engine);
        var _ = new OpenMetrics(settings, engine)) {
      place.writeProcess();
      JOURNAL.info("serving", "version", Release.VERSION, "root", place.root().root());
      new IdleWatch(() -> isBusy(engine, server), patience).await();
      JOURNAL.info("ending, since there is nothing to do");
    } catch (InterruptedException e) {
      JOURNAL.info("ending, as told");
    } finally {
      place.deleteProcess();
    }
  }

  private static ApiServer start(Session session, EngineSettings settings, Engine engine) {
    var listeners = settings.listeners(session.environment());
    listeners.forEach(each -> JOURNAL.debug("listening", "address", each));
    return ApiServer.start(
        ApiOptions.on(listeners.toArray(new io.drydock.api.http.Listener[0])),
        engine,
        RegistrySettings.of(session.environment()));
  }

  /** An engine that starts on demand may come while the one before it ends. */
  private static Engine open(EngineOptions options, boolean patient) throws InterruptedException {
    long end = System.nanoTime() + HANDOVER.toNanos();
    while (true) {
      try {
        return Engine.open(options);
      } catch (DrydockException e) {
        if (!patient || e.kind() != ErrorKind.CONFLICT || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  private static boolean isBusy(Engine engine, ApiServer server) {
    return server.connections() > 0
        || engine.containers().list().stream().anyMatch(EngineRunCommand::isWatched);
  }

  private static boolean isWatched(Container container) {
    Status status = container.state().status();
    return container.isRunning() || status == Status.RESTARTING || status == Status.REMOVING;
  }

  /** The engine's log, open as long as the engine. */
  private static final class OpenLog implements AutoCloseable {
    private final Optional<FileSink> file;

    OpenLog(EngineSettings settings, Optional<Path> path) {
      boolean json = settings.isJson();
      file = path.map(each -> new FileSink(each, json, LOG_BYTES, LOG_FILES));
      if (file.isPresent()) {
        Journal.sendTo(file.get(), settings.level());
      } else {
        Journal.sendTo(new StandardErrorSink(json), settings.level());
      }
    }

    @Override
    public void close() throws IOException {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }

  /** The port for metrics, if one was asked for. */
  private static final class OpenMetrics implements AutoCloseable {
    private final Optional<MetricsPort> port;

    OpenMetrics(EngineSettings settings, Engine engine) {
      port = settings.metrics().map(where -> MetricsPort.open(where, engine.metrics()));
      port.ifPresent(open -> JOURNAL.info("metrics are served", "port", open.port()));
    }

    @Override
    public void close() {
      port.ifPresent(MetricsPort::close);
    }
  }
}
