package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.engine.container.ContainerState.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever an engine is killed, the next one finds all that was told, nothing twice, no residue.
 */
@Timeout(300)
class KilledEngineTest {
  private static final int NUMBER = 7;

  @Test
  void nothingIsLostLeakedOrStartedTwiceWhenAnEngineIsKilled(@TempDir Path directory)
      throws Exception {
    kill(directory, 3);
  }

  @Test
  @Tag("nightly")
  void nothingIsLostLeakedOrStartedTwiceThoughManyEnginesAreKilled(@TempDir Path directory)
      throws Exception {
    kill(directory, 30);
  }

  private static void kill(Path directory, int times) throws Exception {
    long pid = ProcessHandle.current().pid();
    EngineBox.prepare(directory);
    Files.createDirectories(directory.resolve("notes"));
    var random = new Random();
    for (int i = 0; i < times; i++) {
      Process engine = JavaProcess.start(directory, RestlessEngine.class, pid, NUMBER);
      try (var reader =
          new BufferedReader(
              new InputStreamReader(engine.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(reader.readLine()).isEqualTo("open");
        Thread.sleep(200 + random.nextInt(2500));
        while (i == times - 1 && !hasStarted(directory)) {
          Thread.sleep(10);
        }
      } finally {
        engine.destroyForcibly().waitFor();
      }
    }
    var box = EngineBox.of(EngineBox.options(directory, pid, NUMBER));
    try (box) {
      Thread.sleep(1000);
      check(directory, box);
    }
    assertNoResidue(directory, box);
  }

  /** On a busy host the engines so far may have died before they had done anything. */
  private static boolean hasStarted(Path directory) throws IOException {
    Path told = directory.resolve("told");
    return Files.exists(told) && Files.readString(told).contains("started ");
  }

  private static void check(Path directory, EngineBox box) throws Exception {
    List<String> told = Files.readAllLines(directory.resolve("told"));
    Set<String> started = ids(told, "started ");
    assertThat(started).isNotEmpty();
    assertThat(told.stream().filter(each -> each.startsWith("error "))).isEmpty();
    Set<String> known =
        box.containers().list().stream().map(Container::id).collect(Collectors.toSet());
    assertThat(known.stream().filter(ids(told, "removed ")::contains)).isEmpty();
    Set<String> lost = ids(told, "created ");
    lost.removeAll(ids(told, "removing "));
    lost.removeAll(known);
    assertThat(lost).as("containers that were told and are not there").isEmpty();
    // One whose removal was asked for may have been killed by it.
    started.removeAll(ids(told, "removing "));
    for (String id : started) {
      if (known.contains(id)) {
        Path notes = directory.resolve("notes").resolve(id.substring(0, 12));
        checkOne(box, box.containers().get(id), notes);
      }
    }
    try (Stream<Path> notes = Files.list(directory.resolve("notes"))) {
      for (Path each : notes.toList()) {
        assertThat(Files.readAllLines(each)).as("runs of %s", each).hasSize(1);
      }
    }
  }

  private static void checkOne(EngineBox box, Container container, Path notes) throws Exception {
    assertThat(container.state().status()).isIn(Status.RUNNING, Status.EXITED);
    if (container.state().status() == Status.EXITED && Files.exists(notes)) {
      assertThat(container.state().exitCode()).isBetween(1, 3);
      assertThat(box.log(container.id())).isEqualTo("logged\n");
      assertThat(container.state().finishedAt()).isPresent();
    }
  }

  private static Set<String> ids(List<String> told, String word) {
    return told.stream()
        .filter(each -> each.startsWith(word))
        .map(each -> each.substring(word.length()))
        .collect(Collectors.toSet());
  }

  private static void assertNoResidue(Path directory, EngineBox box) throws Exception {
    assertThat(Files.readString(Path.of("/proc/self/mounts")))
        .doesNotContain(directory.toString() + "/");
    String prefix = box.options().networks().prefix();
    try (Stream<Path> links = Files.list(Path.of("/sys/class/net"))) {
      assertThat(links.map(each -> each.getFileName().toString()))
          .noneMatch(each -> each.startsWith(prefix) && !each.equals(prefix + "0"));
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      assertThat(processes.filter(each -> runsIn(each, directory))).isEmpty();
    }
  }

  private static boolean runsIn(Path process, Path directory) {
    try {
      String command = Files.readString(process.resolve("cmdline"));
      return command.contains("conmon") && command.contains(directory.toString());
    } catch (IOException e) {
      return false;
    }
  }
}
