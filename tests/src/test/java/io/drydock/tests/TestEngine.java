package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An engine of a test's own, started by the real command line: its root, socket, cgroup, interfaces
 * and firewall table are no other's, so that any number of them run at once.
 *
 * <p>The system property {@code engine.host} names another engine to take instead, as a Docker
 * engine: what a test expects of Drydock has to hold there too.
 */
final class TestEngine implements AutoCloseable {
  private static final List<Path> NEEDED =
      List.of(Path.of("/usr/bin/conmon"), Path.of("/usr/sbin/runc"), Path.of("/usr/sbin/nft"));

  /** How many two-digit numbers there are to the base 36. */
  private static final int NUMBERS = 35 * 36;

  private final String host;
  private final Drydock drydock;
  private final List<String> options;
  private final Map<String, String> environment;

  private TestEngine(
      String host, Drydock drydock, List<String> options, Map<String, String> environment) {
    this.host = host;
    this.drydock = drydock;
    this.options = options;
    this.environment = environment;
  }

  /** Starts one whose store has the image {@code busybox}; tests are skipped where none can run. */
  static TestEngine start(Path folder) throws IOException {
    String given = System.getProperty("engine.host", "");
    if (!given.isEmpty()) {
      return new TestEngine(given, new Drydock(folder.resolve("store")), List.of(), Map.of());
    }
    NEEDED.forEach(each -> assumeTrue(Files.isExecutable(each), each + " is not installed"));
    Drydock drydock = Busybox.store(folder);
    int number = ThreadLocalRandom.current().nextInt(NUMBERS);
    String name = "%03x".formatted(number);
    // Paths of sockets are short, and a test's own folder is not.
    Path socket = Path.of("/run/drydock-test-" + name + "/engine.sock");
    var engine =
        new TestEngine(
            "unix://" + socket,
            drydock,
            List.of(
                "--cgroup-parent",
                "/drydock-test-" + name,
                "--network-table",
                "drydock_test_" + name,
                "--network-prefix",
                prefix(number),
                "--default-address-pool",
                "base=10.%d.%d.0/20,size=26".formatted(128 + number / 16 % 64, number % 16 * 16)),
            Map.of("DRYDOCK_SOCKET", socket.toString()));
    engine.startProcess();
    return engine;
  }

  /** First letters of the interfaces of the engine with that number, of which there are three. */
  static String prefix(int number) {
    return "t" + Integer.toString(number + 36, 36);
  }

  /** As DOCKER_HOST takes it. */
  String host() {
    return host;
  }

  /** The command line on the engine's store. */
  Drydock drydock() {
    return drydock;
  }

  /** What makes the command line find this engine. */
  Map<String, String> environment() {
    return environment;
  }

  /** Where its sockets and other files of its run lie; only an engine of the test's own has it. */
  Path runtime() {
    String socket = Objects.requireNonNull(environment.get("DRYDOCK_SOCKET"));
    return Objects.requireNonNull(Path.of(socket).getParent());
  }

  /** Runs a command of drydock's against this engine. */
  Drydock.Outcome run(String... words) {
    return drydock.run(Path.of("/"), "", environment, words);
  }

  /** Kills the engine's process, if it runs, without giving it a chance to do anything. */
  void kill() throws IOException, InterruptedException {
    Path file = drydock.store().resolve("engine/engine.pid");
    if (Files.exists(file)) {
      long pid = Long.parseLong(Files.readString(file).split(" ")[0]);
      Commands.run(List.of("kill", "-9", Long.toString(pid)));
    }
  }

  void startProcess() {
    var words = new ArrayList<>(List.of("engine", "start"));
    words.addAll(options);
    ok(words.toArray(String[]::new));
  }

  private String ok(String... words) {
    Drydock.Outcome outcome = run(words);
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isZero();
    return outcome.out();
  }

  /** Removes all containers and networks, ends the process, and checks that nothing is left. */
  @Override
  public void close() throws IOException {
    if (options.isEmpty()) {
      return;
    }
    Path runtime = runtime();
    for (String id : ok("ps", "-aq").split("\\s+")) {
      if (!id.isEmpty()) {
        run("rm", "-f", "-v", id);
      }
    }
    run("network", "prune", "-f");
    ok("engine", "stop", "--dismantle");
    assertThat(Files.readString(Path.of("/proc/self/mounts")).lines())
        .as("mounts that the engine left")
        .noneMatch(
            each -> each.contains(runtime.toString()) || each.contains(drydock.store().toString()));
    onHost("rm", "-rf", runtime.toString());
  }

  private static void onHost(String... command) throws IOException {
    try {
      Commands.run(List.of(command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(String.join(" ", command));
    }
  }
}
