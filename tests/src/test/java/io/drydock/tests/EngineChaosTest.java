package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 */
class EngineChaosTest {
  private static final int LINES = 400;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private TestEngine engine;
  private Path starts;

  @BeforeEach
  void start() throws IOException {
    starts = Files.createDirectories(folder.resolve("starts"));
    engine = TestEngine.start(folder);
  }

  @Tag("nightly")
  @Test
  @Timeout(120)
  void aFewKills() throws Exception {
    chaos(4, 5);
  }

  @Test
  @Tag("nightly")
  @Timeout(900)
  void fiftyKills() throws Exception {
    chaos(20, 50);
  }

  private void chaos(int containers, int kills) throws Exception {
    try {
      var residue = new EngineResidue(engine);
      residue.remember();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var starting = new ArrayList<Future<?>>();
        for (int i = 0; i < containers; i++) {
          String name = "box" + i;
          boolean healthy = i % 4 != 3;
          int code = i + 1;
          starting.add(
              threads.submit(() -> {
                keepStarting(name, healthy, code);
                return name;
              }));
        }
        kill(kills);
        for (Future<?> each : starting) {
          each.get(2, TimeUnit.MINUTES);
        }
      }
      for (int i = 0; i < containers; i++) {
        check("box" + i, i % 4 != 3, i + 1);
      }
      for (int i = 0; i < containers; i++) {
        ok("rm", "-f", "box" + i);
      }
      residue.check();
    } finally {
      engine.close();
    }
  }

  private void kill(int kills) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the moments: " + seed);
    var random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      Thread.sleep(random.nextInt(50, 2500));
      engine.kill();
      engine.startProcess();
    }
  }

  /** What a person does whose engine goes away: asks what has become of it, and goes on. */
  private void keepStarting(String name, boolean healthy, int code) throws Exception {
    while (!state(name, "{{.State.StartedAt}}").startsWith("20")) {
      if (state(name, "{{.Id}}").isEmpty()) {
        create(name, healthy, code);
      } else {
        run("start", name);
      }
      Thread.sleep(300);
    }
  }

  /** Each start leaves a line in a file of the host; the lines of the log are numbered. */
  private static String script(String name, int code) {
    return ("echo started >> /starts/%s; i=0; while [ $i -lt %d ]; do echo line $i; i=$((i+1));"
            + " usleep 10000; done; exit %d")
        .formatted(name, LINES, code);
  }

  private void create(String name, boolean healthy, int code) {
    String script = script(name, code);
    var words =
        new ArrayList<>(List.of("create", "--name", name, "-v", starts + ":/starts", "-p", "80"));
    if (!healthy) {
      words.addAll(
          List.of("--health-cmd", "false", "--health-interval", "300ms", "--health-retries", "2"));
    }
    words.addAll(List.of("busybox", "sh", "-c", script));
    run(words.toArray(String[]::new));
  }

  private String state(String name, String format) {
    Drydock.Outcome outcome = run("container", "inspect", "-f", format, name);
    return outcome.code() == 0 ? outcome.out().strip() : "";
  }

  /** By its address, so that no command starts an engine itself, whose options would be others. */
  private Drydock.Outcome run(String... words) {
    var all = new ArrayList<>(List.of("--host", engine.host()));
    all.addAll(List.of(words));
    return engine.run(all.toArray(String[]::new));
  }

  private String ok(String... words) {
    Drydock.Outcome outcome = run(words);
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isZero();
    return outcome.out();
  }

  private void check(String name, boolean healthy, int code) throws IOException {
    assertThat(ok("wait", name).strip()).as("exit code of " + name).isEqualTo("" + code);
    assertThat(state(name, "{{.State.ExitCode}}")).isEqualTo("" + code);
    keepLog(name);
    assertThat(Files.readAllLines(starts.resolve(name))).as("starts of " + name).hasSize(1);
    assertThat(ok("logs", name).lines().toList())
        .as("log of " + name)
        .isEqualTo(IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList());
    if (!healthy) {
      assertThat(state(name, "{{.State.Health.Status}}")).isEqualTo("unhealthy");
      assertThat(state(name, "{{.State.Health.FailingStreak}}"))
          .satisfies(streak -> assertThat(Integer.parseInt(streak)).isGreaterThan(2));
    }
    for (String event : List.of("start", "die")) {
      assertThat(events(name, event)).as(event + " of " + name + " among the events").hasSize(1);
    }
  }

  private List<String> events(String name, String event) {
    String found =
        ok(
            "events",
            "--since",
            "1h",
            "--until",
            "0s",
            "-f",
            "container=" + name,
            "-f",
            "event=" + event);
    return found.lines().toList();
  }

  /** The log's files stay where the test fails, though the container goes. */
  private void keepLog(String name) throws IOException {
    Path container =
        engine.drydock().store().resolve("engine/containers/" + state(name, "{{.Id}}"));
    Path kept = Files.createDirectories(folder.resolve("logs").resolve(name));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(container, "container.log*")) {
      for (Path each : files) {
        Files.copy(each, kept.resolve(each.getFileName()));
      }
    }
  }
}
