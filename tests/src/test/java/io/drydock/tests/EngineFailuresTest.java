package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on a host, and what the engine then says, keeps and leaves: taken ports, used-up
 * addresses, a full disk, killed monitors, a second engine, no runtime.
 */
@Timeout(120)
class EngineFailuresTest {
  /** Of the file system that holds the engine's root and nothing else. */
  private static final String DISK_SIZE = "48m";

  private static final Duration PATIENCE = Duration.ofSeconds(12);

  @TempDir private static Path folder;
  private static Path disk;
  private static TestEngine engine;
  private static DockerCommand docker;
  private static EngineResidue residue;

  @BeforeAll
  static void startEngine() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    disk = Files.createDirectory(folder.resolve("disk"));
    Drydock.Outcome mounted =
        Commands.run(
            List.of("mount", "-t", "tmpfs", "-o", "size=" + DISK_SIZE, "tmpfs", disk.toString()));
    assumeTrue(mounted.code() == 0, "no file system can be mounted here: " + mounted.all());
    engine = TestEngine.start(disk);
    assumeTrue(!engine.environment().isEmpty(), "another engine's host is out of reach");
    docker = new DockerCommand(engine.host(), folder);
    // The first container makes the default bridge, which stays.
    docker.ok("run", "--rm", "busybox", "true");
    residue = new EngineResidue(engine);
  }

  @AfterAll
  static void stopEngine() throws Exception {
    try {
      if (engine != null) {
        engine.close();
      }
    } finally {
      if (disk != null) {
        Commands.run(List.of("umount", disk.toString()));
      }
    }
  }

  @BeforeEach
  void rememberWhatIsThere() throws Exception {
    residue.remember();
  }

  /** What the containers of a test held goes with them. */
  @AfterEach
  void nothingIsLeft() throws Exception {
    for (String each : docker.ok("ps", "-aq").lines().toList()) {
      docker.ok("rm", "-f", each);
    }
    docker.ok("network", "prune", "-f");
    residue.check();
  }

  @Test
  void aSecondEngineOnTheSameRootIsTurnedAwayAndTheFirstGoesOn() throws Exception {
    docker.ok("run", "-d", "--name", "steady", "busybox", "sleep", "600");
    Path own = Files.createTempDirectory("drydock-second");
    Path socket = own.resolve("engine.sock");
    Drydock.Outcome second =
        engine
            .drydock()
            .run(
                Path.of("/"),
                "",
                Map.of("DRYDOCK_SOCKET", socket.toString()),
                "engine",
                "run",
                "--network-table",
                "drydock_test_second");
    assertThat(second.code()).as(second.all()).isEqualTo(1);
    String first = Files.readString(engine.drydock().store().resolve("engine/engine.pid"));
    assertThat(second.err())
        .contains("another engine has " + engine.drydock().store())
        .contains("process " + first.split(" ")[0])
        .contains("drydock engine stop");
    assertThat(socket).doesNotExist();
    assertThat(docker.ok("exec", "steady", "echo", "still here")).isEqualTo("still here");
    docker.ok("rm", "-f", "steady");
    Commands.run(List.of("rm", "-rf", own.toString()));
  }

  @Test
  void aPortOfAnotherProgramCannotBePublished() throws Exception {
    List<String> before = residue.ofRuns();
    try (var taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress("0.0.0.0", 0));
      int port = taken.getLocalPort();
      String error =
          docker.fails(
              125, "run", "-d", "--name", "late", "-p", port + ":80", "busybox", "sleep", "600");
      assertThat(error).contains("address already in use").contains(":" + port);
      assertThat(state("late")).isEqualTo("created");
      assertThat(residue.ofRuns()).as("what is there after the failed start").isEqualTo(before);
    }
    docker.ok("start", "late");
    assertThat(state("late")).isEqualTo("running");
    docker.ok("rm", "-f", "late");
  }

  @Test
  void aPortOfAnotherContainerCannotBePublished() throws Exception {
    String port = Integer.toString(freePort());
    docker.ok("run", "-d", "--name", "early", "-p", port + ":80", "busybox", "sleep", "600");
    List<String> with = residue.ofRuns();
    String error =
        docker.fails(
            125, "run", "-d", "--name", "late", "-p", port + ":80", "busybox", "sleep", "600");
    assertThat(error).contains("Bind for 0.0.0.0:" + port + " failed: port is already allocated");
    assertThat(state("late")).isEqualTo("created");
    assertThat(residue.ofRuns()).as("what runs beside the failed start").isEqualTo(with);
    docker.ok("rm", "late");
    assertThat(docker.ok("port", "early")).contains(port);
    docker.ok("rm", "-f", "early");
  }

  @Test
  void anEngineWithoutARuntimeSaysWhatItLacks() throws Exception {
    Path own = Files.createTempDirectory("drydock-bare");
    try {
      Drydock.Outcome outcome =
          new Drydock(own.resolve("store"))
              .run(
                  Path.of("/"),
                  "",
                  Map.of("DRYDOCK_SOCKET", own.resolve("engine.sock").toString()),
                  "engine",
                  "start",
                  "--default-runtime",
                  "/nonexistent");
      assertThat(outcome.code()).as(outcome.all()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("The engine did not start")
          .contains("containers need an OCI runtime, runc or crun: /nonexistent is not installed")
          .contains("install the package runc")
          .doesNotContain("Exception");
      assertThat(own.resolve("engine.sock")).doesNotExist();
    } finally {
      Commands.run(List.of("rm", "-rf", own.toString()));
    }
  }

  @Test
  void aNetworkWithoutAFreeAddressTakesNobodyAndLeavesNothing() throws Exception {
    docker.ok("network", "create", "--subnet", "10.127.77.0/30", "tiny");
    docker.ok("run", "-d", "--name", "only", "--network", "tiny", "busybox", "sleep", "600");
    List<String> with = residue.ofRuns();
    String error =
        docker.fails(
            125, "run", "-d", "--name", "second", "--network", "tiny", "busybox", "sleep", "600");
    assertThat(error).contains("no available IPv4 addresses on this network's address pools: tiny");
    assertThat(residue.ofRuns()).as("what runs beside the failed start").isEqualTo(with);
    docker.ok("rm", "-f", "only");
    docker.ok("start", "second");
    assertThat(state("second")).isEqualTo("running");
    docker.ok("rm", "-f", "second");
    docker.ok("network", "rm", "tiny");
  }

  @Test
  void anImageInUseIsRemovedOnlyAsFarAsItsContainersBear() {
    docker.ok("tag", "busybox", "used:1");
    String id = tagOwnImage();
    docker.ok("run", "-d", "--name", "user", "own:1", "sleep", "600");
    String container = docker.ok("inspect", "-f", "{{.Id}}", "user").substring(0, 12);
    assertThat(docker.fails(1, "rmi", "own:1"))
        .contains("conflict: unable to remove repository reference \"own:1\" (must force)")
        .contains("container " + container + " is using its referenced image " + id);
    assertThat(docker.fails(1, "rmi", "-f", id))
        .contains("conflict: unable to delete " + id + " (cannot be forced)")
        .contains("image is being used by running container " + container);
    assertThat(docker.ok("exec", "user", "cat", "/own")).isEqualTo("own");
    docker.ok("stop", "-t", "0", "user");
    assertThat(docker.fails(1, "rmi", id))
        .contains("conflict: unable to delete " + id + " (must be forced)")
        .contains("image is being used by stopped container " + container);
    assertThat(docker.ok("rmi", "-f", id)).contains("Untagged: own:1");
    assertThat(docker.ok("images", "-q", "own")).isEmpty();
    // Its files are the container's own as long as there is one.
    docker.ok("start", "user");
    assertThat(docker.ok("exec", "user", "cat", "/own")).isEqualTo("own");
    docker.ok("rm", "-f", "user");
    docker.ok("rmi", "used:1");
  }

  /** Makes the image {@code own:1} and returns its short id. */
  private static String tagOwnImage() {
    docker.ok("run", "--name", "maker", "busybox", "sh", "-c", "printf own > /own");
    docker.ok("commit", "maker", "own:1");
    docker.ok("rm", "maker");
    return docker.ok("images", "-q", "own:1");
  }

  @Test
  void aFullDiskFailsWhatWritesAndNothingElse() throws Exception {
    docker.ok("run", "-d", "--name", "runs", "busybox", "sleep", "600");
    docker.ok("create", "--name", "waits", "busybox", "true");
    try (var _ = new FullDisk()) {
      assertThat(full("create", "--name", "none", "busybox", "true"))
          .containsIgnoringCase("no space left");
      assertThat(full("start", "waits")).containsIgnoringCase("no space left");
      assertThat(full("run", "--rm", "busybox", "true")).containsIgnoringCase("no space left");
      assertThat(full("commit", "runs", "copy")).containsIgnoringCase("no space left");
      assertThat(full("volume", "create", "none")).containsIgnoringCase("no space left");
      assertThat(docker.ok("ps", "-a", "--format", "{{.Names}}").lines())
          .containsExactlyInAnyOrder("runs", "waits");
      assertThat(docker.ok("volume", "ls", "-q")).isEmpty();
      assertThat(docker.ok("images", "-q", "copy")).isEmpty();
      assertThat(docker.ok("exec", "runs", "echo", "still here")).isEqualTo("still here");
      // Who has to make room can stop and remove containers.
      docker.ok("rm", "-f", "runs");
    }
    docker.ok("start", "waits");
    assertThat(docker.ok("wait", "waits")).isEqualTo("0");
    docker.ok("rm", "waits");
    assertThat(docker.ok("run", "--rm", "busybox", "echo", "well")).isEqualTo("well");
    assertThat(docker.ok("volume", "create", "none")).isEqualTo("none");
    docker.ok("volume", "rm", "none");
    assertThat(events())
        .as("events, of which none is torn")
        .allMatch(each -> each.startsWith("{") && each.endsWith("}"));
  }

  @Test
  void theEndOfAContainerOnAFullDiskIsKept() throws Exception {
    docker.ok("run", "-d", "--name", "ends", "busybox", "sh", "-c", "sleep 3; exit 3");
    try (var _ = new FullDisk()) {
      assertThat(docker.ok("wait", "ends")).isEqualTo("3");
      assertThat(state("ends")).isEqualTo("exited");
    }
    Path kept =
        engine
            .drydock()
            .store()
            .resolve("engine/containers")
            .resolve(docker.ok("inspect", "-f", "{{.Id}}", "ends"))
            .resolve("state.json");
    await("its end on the disk", () -> read(kept).contains("\"exitCode\":3"));
    docker.ok("rm", "ends");
  }

  @Test
  void aContainerWhoseMonitorIsKilledEndsAndLeavesNothing() throws Exception {
    docker.ok("run", "-d", "--name", "lost", "-p", "80", "busybox", "sleep", "600");
    String id = docker.ok("inspect", "-f", "{{.Id}}", "lost");
    long process = Long.parseLong(docker.ok("inspect", "-f", "{{.State.Pid}}", "lost"));
    Commands.run(List.of("kill", "-9", Long.toString(monitor(id))));
    // Nobody knows its exit code any more.
    await("the end of the container", () -> state("lost").equals("exited"));
    assertThat(docker.ok("inspect", "-f", "{{.State.ExitCode}}", "lost")).isEqualTo("255");
    await("the end of its process", () -> ProcessHandle.of(process).isEmpty());
    assertThat(docker.ok("start", "lost")).isEqualTo("lost");
    assertThat(docker.ok("exec", "lost", "echo", "again")).isEqualTo("again");
    docker.ok("rm", "-f", "lost");
  }

  private static long monitor(String id) {
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().command().orElse("").endsWith("/conmon"))
        .filter(each -> List.of(each.info().arguments().orElse(new String[0])).contains(id))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  /** The error of words that fail on a full disk, with whatever exit code. */
  private static String full(String... words) {
    Drydock.Outcome outcome = docker.run(words);
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isNotZero();
    return outcome.err();
  }

  private static String state(String container) {
    return docker.ok("inspect", "-f", "{{.State.Status}}", container);
  }

  /** A file that leaves no space for one byte more, as long as it is open. */
  private static final class FullDisk implements AutoCloseable {
    private final Path ballast = disk.resolve("ballast");

    FullDisk() throws IOException {
      var page = new byte[4096];
      try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE_NEW)) {
        while (true) {
          out.write(page);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left");
      }
      assertThat(Files.getFileStore(disk).getUnallocatedSpace()).isZero();
    }

    @Override
    public void close() throws IOException {
      Files.delete(ballast);
    }
  }

  /** Lines of the files in which events are kept. */
  private static List<String> events() throws IOException {
    var lines = new ArrayList<String>();
    try (Stream<Path> files = Files.list(engine.drydock().store().resolve("engine/events"))) {
      for (Path each : files.toList()) {
        lines.addAll(Files.readAllLines(each));
      }
    }
    assertThat(lines).isNotEmpty();
    return lines;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void await(String what, Supplier<Boolean> condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.get()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(50);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
