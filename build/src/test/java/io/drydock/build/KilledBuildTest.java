package io.drydock.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build leaves that is killed in the middle of a command. */
class KilledBuildTest {
  private static final String MARK = "98765.4321";

  @TempDir Path folder;

  /** Builds in a process of its own. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws IOException {
      try (var fixture = new BuildFixture(Path.of(args[0]))) {
        fixture.named("half:1");
        fixture.build(fixture.busybox() + "RUN touch /started && sleep " + MARK + "\n");
      }
    }
  }

  @Test
  void leavesNoProcessNoMountAndNoImage() throws Exception {
    assumeTrue(BuildFixture.canRun(), "needs root and busybox-static");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await(() -> !sleepers().isEmpty());

    child.destroyForcibly();
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();

    await(() -> sleepers().isEmpty());
    assertThat(Files.readAllLines(Path.of("/proc/self/mountinfo")))
        .noneMatch(each -> each.contains(folder.toString()));
    try (var fixture = new BuildFixture(folder)) {
      assertThat(fixture.store.images().list()).isEmpty();
      BuildResult again = fixture.build(fixture.busybox() + "RUN echo again > /x\n");
      assertThat(fixture.read(again, "x")).isEqualTo("again\n");
    }
  }

  /** Something that becomes true. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Condition condition) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.holds()) {
      assertThat(Instant.now()).as(() -> "in time; the child said: " + log()).isBefore(end);
      Thread.sleep(20);
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "nothing";
    }
  }

  /** The processes that run the command. */
  private static List<ProcessHandle> sleepers() {
    return ProcessHandle.allProcesses()
        .filter(each -> List.of(each.info().arguments().orElse(new String[0])).contains(MARK))
        .toList();
  }
}
