package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.container.ContainerSpec;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineOptions;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.event.Event;
import io.drydock.engine.event.EventFilter;
import io.drydock.engine.event.EventQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine dies while its runtime, which goes on, starts a container. The next one waits for what
 * comes of that, instead of taking down what is about to run.
 */
@Timeout(60)
class SlowRuntimeTest {
  private static final int NUMBER = 11;

  @Test
  void aContainerThatIsAboutToStartIsTakenUp(@TempDir Path directory) throws Exception {
    long pid = ProcessHandle.current().pid();
    EngineBox.prepare(directory);
    Files.createDirectories(directory.resolve("notes"));
    Path starting = directory.resolve("starting");
    writeRuntime(directory, starting);
    Process engine = JavaProcess.start(directory, StartingEngine.class, pid, NUMBER);
    while (!Files.exists(starting)) {
      assertThat(engine.isAlive()).as(Files.readString(directory.resolve("errors"))).isTrue();
      Thread.sleep(5);
    }
    engine.destroyForcibly().waitFor();
    Instant before = Instant.EPOCH;
    try (var box = EngineBox.of(options(directory, pid, NUMBER))) {
      Container container = box.containers().list().getFirst();
      assertThat(container.state().status()).isEqualTo(Status.RUNNING);
      assertThat(starts(box, before)).hasSize(1);
      while (!Files.exists(directory.resolve("notes/run"))) {
        Thread.sleep(5);
      }
      box.reopen();
      assertThat(box.containers().get(container.id()).state().status()).isEqualTo(Status.RUNNING);
      assertThat(starts(box, before)).hasSize(1);
      assertThat(directory.resolve("notes/run")).hasContent("run");
    }
  }

  private static List<Event> starts(EngineBox box, Instant since) throws InterruptedException {
    var found = new ArrayList<Event>();
    var query = new EventQuery(Optional.of(since), Optional.of(Instant.now()), EventFilter.ALL);
    try (var events = box.engine().events().subscribe(query)) {
      for (var each = events.next(); each.isPresent(); each = events.next()) {
        if (each.get().action().equals("start")) {
          found.add(each.get());
        }
      }
    }
    return found;
  }

  /** A runtime that takes its time to start what was created. */
  private static void writeRuntime(Path directory, Path starting) throws IOException {
    Path runtime = directory.resolve("runtime");
    Files.writeString(
        runtime,
        """
        #!/bin/sh
        case "$3" in start) touch %s; sleep 1 ;; esac
        exec runc "$@"
        """
            .formatted(starting));
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static EngineOptions options(Path directory, long pid, int number) {
    return EngineBox.options(directory, pid, number)
        .withRuntime(directory.resolve("runtime").toString());
  }

  /** The engine that is killed. */
  static final class StartingEngine {
    private StartingEngine() {}

    public static void main(String[] arguments) {
      Path directory = Path.of(arguments[0]);
      long pid = Long.parseLong(arguments[1]);
      Engine engine = Engine.open(options(directory, pid, Integer.parseInt(arguments[2])));
      ContainerSpec spec = EngineBox.shell("echo run >> /notes/run; exec sleep 1000");
      var host = spec.host().withStorage(EngineBox.bound(directory.resolve("notes"), "/notes"));
      String id = engine.containers().create(CreateRequest.of(spec.withHost(host))).id();
      engine.containers().start(id);
    }
  }
}
