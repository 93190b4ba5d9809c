package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.client.EngineAddress;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineEndpoint;
import io.drydock.client.EngineIdentity;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine is killed again and again, at random moments, while containers start, log, get
 * unhealthy and exit. In the end nothing is lost, nothing is left and nothing was started twice.
 *
 * <p>Containers are driven through the API, where a request takes milliseconds, so that the kills
 * find the engine at work; the command line shows what has become of them.
 */
class EngineChaosTest {
  private static final int LINES = 400;

  /** Longest time between an engine's start and its end. */
  private static final int LIFE_MILLIS = 800;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private TestEngine engine;
  private Path starts;

  @BeforeEach
  void start() throws IOException {
    starts = Files.createDirectories(folder.resolve("starts"));
    engine = TestEngine.start(folder);
  }

  @Test
  @Timeout(300)
  void aFewKills() throws Exception {
    chaos(4, 5);
  }

  @Test
  @Tag("nightly")
  @Timeout(1800)
  void fiftyKills() throws Exception {
    chaos(20, 50);
  }

  /**
   * A container of the chaos.
   *
   * @param code with which it exits
   */
  private record Box(String name, boolean healthy, int code) {
    static Box of(int number) {
      return new Box("box" + number, number % 4 != 3, number + 1);
    }
  }

  private void chaos(int containers, int kills) throws Exception {
    try {
      List<Box> boxes = IntStream.range(0, containers).mapToObj(Box::of).toList();
      var residue = new EngineResidue(engine);
      residue.remember();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var random = new Random(seed());
        var starting = new ArrayList<Future<?>>();
        for (Box each : boxes) {
          // Some are there when the first engine dies, and some come when the last one has.
          long begin = random.nextLong((long) kills * LIFE_MILLIS);
          starting.add(threads.submit(() -> keepStarting(each, begin)));
        }
        kill(kills, random);
        for (Future<?> each : starting) {
          each.get(4, TimeUnit.MINUTES);
        }
      }
      for (Box each : boxes) {
        check(each);
      }
      for (Box each : boxes) {
        ok("rm", "-f", each.name());
      }
      residue.check();
    } finally {
      engine.close();
    }
  }

  private static long seed() {
    long seed = System.nanoTime();
    System.out.println("seed of the moments: " + seed);
    return seed;
  }

  private void kill(int kills, Random random) throws Exception {
    for (int i = 0; i < kills; i++) {
      Thread.sleep(random.nextInt(LIFE_MILLIS));
      engine.kill();
      engine.startProcess();
    }
  }

  private interface Request {
    void send(EngineClient client);
  }

  /** A request to the engine that runs, if any does, and does not die meanwhile. */
  private boolean ask(Request request) {
    String socket = engine.host().substring("unix://".length());
    var endpoint = EngineEndpoint.plain(EngineAddress.unix(Path.of(socket)));
    try (var client = EngineClient.of(endpoint, EngineIdentity.own())) {
      request.send(client);
      return true;
    } catch (DrydockException e) {
      return false;
    }
  }

  /** What a person does whose engine goes away: asks what has become of it, and goes on. */
  private Void keepStarting(Box box, long begin) throws InterruptedException {
    Thread.sleep(begin);
    String path = "/containers/" + box.name();
    while (!hasStarted(path)) {
      ask(client ->
          client
              .post("/containers/create", new Query().with("name", box.name()), spec(box))
              .discard());
      ask(client -> client.post(path + "/start", new Query()).discard());
      Thread.sleep(20);
    }
    return null;
  }

  private boolean hasStarted(String path) {
    var states = new ArrayList<JsonObject>();
    ask(client -> states.add(client.get(path + "/json", new Query()).object()));
    return states.stream()
        .flatMap(each -> Json.child(each, "State").stream())
        .flatMap(each -> Json.string(each, "StartedAt").stream())
        .anyMatch(each -> each.startsWith("20"));
  }

  /** Each start leaves a line in a file of the host; the lines of the log are numbered. */
  private JsonObject spec(Box box) {
    String script =
        ("echo started >> /starts/%s; i=0; while [ $i -lt %d ]; do echo line $i; i=$((i+1));"
                + " usleep 10000; done; %s exit %d")
            .formatted(box.name(), LINES, box.healthy() ? "" : awaitRelease(box), box.code());
    String json =
        """
        {"Image": "busybox", "ExposedPorts": {"80/tcp": {}}, "HostConfig": {
          "PortBindings": {"80/tcp": [{"HostPort": ""}]}}}
        """;
    JsonObject spec = Json.object(json.getBytes(StandardCharsets.UTF_8), "a container");
    spec.add("Cmd", Json.array(List.of("sh", "-c", script)));
    JsonArray binds = Json.array(List.of(starts + ":/starts"));
    Json.child(spec, "HostConfig").orElseThrow().add("Binds", binds);
    if (!box.healthy()) {
      String check =
          """
          {"Test": ["CMD", "false"], "Interval": 300000000, "Retries": 2}
          """;
      spec.add("Healthcheck", Json.object(check.getBytes(StandardCharsets.UTF_8), "a check"));
    }
    return spec;
  }

  /** One that is to get unhealthy lives until it is, however rarely an engine gets to probe it. */
  private static String awaitRelease(Box box) {
    return "while [ ! -e /starts/%s.release ]; do usleep 50000; done;".formatted(box.name());
  }

  private void release(Box box) throws Exception {
    String format = "{{.State.Health.Status}}";
    for (int i = 0; i < 200; i++) {
      if (ok("inspect", "-f", format, box.name()).strip().equals("unhealthy")) {
        break;
      }
      Thread.sleep(100);
    }
    Files.createFile(starts.resolve(box.name() + ".release"));
  }

  private String ok(String... words) {
    Drydock.Outcome outcome = engine.run(words);
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isZero();
    return outcome.out();
  }

  private void check(Box box) throws Exception {
    String name = box.name();
    if (!box.healthy()) {
      release(box);
    }
    assertThat(ok("wait", name).strip()).as("exit code of " + name).isEqualTo("" + box.code());
    String id = ok("inspect", "-f", "{{.Id}}", name).strip();
    keepLog(name, id);
    assertThat(starts.resolve(name)).as("starts of " + name).hasContent("started");
    assertThat(ok("logs", name).lines().toList())
        .as("log of " + name)
        .isEqualTo(IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList());
    String format = "{{.State.ExitCode}}" + (box.healthy() ? "" : " {{.State.Health.Status}}");
    assertThat(ok("inspect", "-f", format, name).strip())
        .isEqualTo(box.code() + (box.healthy() ? "" : " unhealthy"));
    assertThat(actions(id)).as("events of " + name).containsOnlyOnce("create", "start", "die");
  }

  /** By id, since any beginning of a name is taken for it. */
  private List<String> actions(String id) {
    String filter = "container=" + id;
    return ok("events", "--since", "1h", "--until", "0s", "-f", filter, "--format", "{{.Action}}")
        .lines()
        .toList();
  }

  /** The log's files stay where the test fails, though the container goes. */
  private void keepLog(String name, String id) throws IOException {
    Path container = engine.drydock().store().resolve("engine/containers").resolve(id);
    Path kept = Files.createDirectories(folder.resolve("logs").resolve(name));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(container, "container.log*")) {
      for (Path each : files) {
        Files.copy(each, kept.resolve(each.getFileName()));
      }
    }
  }
}
