package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real containers from their making to their removal. */
@Timeout(60)
class LifeCycleTest {
  private EngineBox box;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    box = EngineBox.open(directory);
  }

  @AfterEach
  void close() {
    if (box != null) {
      box.close();
    }
  }

  @Test
  void aContainerRunsToItsEndWithLogAndExitCode() throws Exception {
    String id = box.create(EngineBox.shell("echo out; echo err >&2; exit 3"));
    assertThat(box.containers().get(id).state().status()).isEqualTo(ContainerState.Status.CREATED);

    assertThat(box.containers().start(id)).isTrue();

    assertThat(box.await(id)).isEqualTo(3);
    assertThat(box.log(id)).contains("out\n").contains("err\n");
    Container ended = box.containers().get(id);
    assertThat(ended.state().status()).isEqualTo(ContainerState.Status.EXITED);
    assertThat(ended.state().startedAt().orElseThrow())
        .isBeforeOrEqualTo(ended.state().finishedAt().orElseThrow());
    box.containers().remove(id, false, false);
    assertThat(box.containers().find(id)).isEmpty();
  }

  @Test
  void stoppingSendsTheStopSignalAndKillsWhatDoesNotHeedIt() throws Exception {
    String heeds =
        box.start(EngineBox.shell("trap 'exit 7' TERM; while true; do sleep 0.05; done"));
    String ignores = box.start(EngineBox.shell("trap '' TERM; while true; do sleep 1; done"));
    Thread.sleep(300);

    assertThat(box.containers().stop(heeds, OptionalInt.of(10), "")).isTrue();
    assertThat(box.containers().stop(ignores, OptionalInt.of(1), "")).isTrue();

    assertThat(box.containers().get(heeds).state().exitCode()).isEqualTo(7);
    assertThat(box.containers().get(ignores).state().exitCode()).isEqualTo(137);
    assertThat(box.containers().stop(heeds, OptionalInt.empty(), "")).isFalse();
  }
}
