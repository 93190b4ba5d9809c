package io.drydock.engine.container;

import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.core.DrydockException;
import io.drydock.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * An engine in a process of its own that makes, starts and removes containers until it is killed.
 * It notes in a file what it was told: {@code created ID}, {@code started ID} and {@code removed
 * ID}, and {@code removing ID} before it asks.
 */
final class RestlessEngine {
  private RestlessEngine() {}

  /**
   * @param arguments the directory, and the process and number of {@link EngineBox#options}
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    var options =
        EngineBox.options(directory, Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    Engine engine = Engine.open(options);
    System.out.println("open");
    for (int worker = 0; worker < 3; worker++) {
      int number = worker;
      Thread.ofPlatform().start(() -> work(engine.containers(), directory, number));
    }
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void work(Containers containers, Path directory, int worker) {
    var random = new Random();
    for (int round = 0; ; round++) {
      try {
        String id = containers.create(CreateRequest.of(spec(directory, worker, round))).id();
        note(directory, "created " + id);
        containers.start(id);
        note(directory, "started " + id);
        Thread.sleep(random.nextInt(200));
        if (random.nextBoolean()) {
          note(directory, "removing " + id);
          containers.remove(id, true, true);
          note(directory, "removed " + id);
        }
      } catch (DrydockException | InterruptedException e) {
        note(directory, "error " + e.getMessage());
      }
    }
  }

  /** Each run says so in a file named after the container's host name, which is its short id. */
  private static ContainerSpec spec(Path directory, int worker, int round) {
    String script =
        round % 3 == 0
            ? "echo run >> /notes/$(hostname); sleep 1000"
            : "echo run >> /notes/$(hostname); echo logged; sleep 0.1; exit " + (worker + 1);
    ContainerSpec spec = EngineBox.shell(script);
    HostConfig host =
        spec.host()
            .withNetworking(EngineBox.network(worker == 0 ? "bridge" : "none"))
            .withRestartPolicy(RestartPolicy.NO)
            .withStorage(EngineBox.bound(directory.resolve("notes"), "/notes"));
    return spec.withHost(host);
  }

  private static synchronized void note(Path directory, String line) {
    try {
      Files.writeString(
          directory.resolve("told"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
