package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.Networking;
import io.drydock.container.Networking.PortBinding;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.Engine;
import io.drydock.engine.container.ContainerState.Status;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of containers that end, fail to start, are named, paused, or outlive their engine.
 */
@Timeout(60)
class FateTest {
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
  void aContainerThatRemovesItselfIsGoneWhenItsRemovalIsTold() throws Exception {
    String id =
        box.create(changed(EngineBox.spec("sh", "-c", "exit 9"), h -> h.withAutoRemove(true)));
    var removal = box.containers().wait(id, WaitCondition.REMOVED);

    box.containers().start(id);

    assertThat(removal.get(20, TimeUnit.SECONDS).code()).isEqualTo(9);
    assertThat(box.containers().find(id)).isEmpty();
    assertNothingLeft();
  }

  @Test
  void aCommandThatIsNotThereFailsTheStartWithExitCode127AndLeavesNothing() throws Exception {
    String missing = box.create(EngineBox.spec("nosuch"));
    String noProgram = box.create(EngineBox.spec("/etc/passwd"));

    assertThatThrownBy(() -> box.containers().start(missing))
        .hasMessageContaining("executable file not found in $PATH")
        .extracting(each -> ((DrydockException) each).kind())
        .isEqualTo(ErrorKind.INVALID);
    assertThatThrownBy(() -> box.containers().start(noProgram))
        .hasMessageContaining("permission denied");

    assertThat(box.containers().get(missing).state().exitCode()).isEqualTo(127);
    assertThat(box.containers().get(missing).state().status()).isEqualTo(Status.CREATED);
    assertThat(box.containers().get(noProgram).state().exitCode()).isEqualTo(126);
    assertNothingLeft();
  }

  /** Ports are published while the runtime makes the container, which is taken back then. */
  @Test
  void aContainerWhosePortIsTakenIsNotLeftHalfMade() throws Exception {
    String id;
    try (var taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      id = box.create(published(EngineBox.spec("sleep", "100"), port));

      assertThatThrownBy(() -> box.containers().start(id))
          .hasMessageContaining("address already in use");

      assertThat(box.containers().get(id).state().status()).isEqualTo(Status.CREATED);
      assertNothingLeft();
    }
    box.containers().start(id);
    assertThat(box.containers().get(id).isRunning()).isTrue();
  }

  private static ContainerSpec published(ContainerSpec spec, String port) {
    var bindings = new LinkedHashMap<String, List<PortBinding>>();
    bindings.put("80/tcp", List.of(new PortBinding("0.0.0.0", port)));
    Networking plain = Networking.DEFAULT;
    var networking =
        new Networking(
            "bridge",
            bindings,
            false,
            plain.dns(),
            plain.dnsOptions(),
            plain.dnsSearch(),
            plain.extraHosts(),
            plain.links());
    return changed(spec, host -> host.withNetworking(networking));
  }

  @Test
  void aFailingContainerIsStartedAgainAsOftenAsItsPolicyAllows() throws Exception {
    String id =
        box.start(
            changed(
                EngineBox.spec("sh", "-c", "exit 1"),
                h -> h.withRestartPolicy(new RestartPolicy("on-failure", 2))));

    for (int i = 0; i < 200; i++) {
      if (box.containers().get(id).state().status() == Status.EXITED) {
        break;
      }
      Thread.sleep(50);
    }

    assertThat(box.containers().get(id).state().status()).isEqualTo(Status.EXITED);
    assertThat(box.containers().get(id).restartCount()).isEqualTo(2);
  }

  @Test
  void aContainerThatIsAlwaysStartedAgainStaysStoppedWhenItIsStopped() throws Exception {
    String id =
        box.start(
            changed(
                EngineBox.spec("sleep", "0.1"),
                h -> h.withRestartPolicy(new RestartPolicy("always", 0))));
    Thread.sleep(700);
    assertThat(box.containers().get(id).restartCount()).isPositive();

    box.containers().stop(id, OptionalInt.of(0), "");
    Thread.sleep(500);

    assertThat(box.containers().get(id).state().status()).isEqualTo(Status.EXITED);
  }

  @Test
  void namesAreUniqueAndChangeable() {
    String id = box.containers().create(CreateRequest.of(EngineBox.spec("true")).named("one")).id();

    assertThatThrownBy(
            () -> box.containers().create(CreateRequest.of(EngineBox.spec("true")).named("/one")))
        .hasMessageStartingWith(
            "Conflict. The container name \"/one\" is already in use by container \"" + id + "\"")
        .extracting(each -> ((DrydockException) each).kind())
        .isEqualTo(ErrorKind.CONFLICT);
    box.containers().rename("one", "two");
    assertThat(box.containers().get("two").id()).isEqualTo(id);
    assertThat(box.containers().get(id.substring(0, 12)).name()).isEqualTo("two");
    assertThatThrownBy(() -> box.containers().get("one")).hasMessage("No such container: one");
    String other = box.create(EngineBox.spec("true"));
    assertThat(box.containers().get(other).name()).matches("[a-z]+_[a-z]+[0-9]*");
  }

  @Test
  void aPausedContainerRunsAgainOrIsRemovedByForce() throws Exception {
    String id = box.start(EngineBox.spec("sleep", "100"));
    box.containers().pause(id);
    assertThat(box.containers().get(id).state().status()).isEqualTo(Status.PAUSED);
    assertThatThrownBy(() -> box.containers().remove(id, false, false))
        .hasMessageContaining("container is paused");
    box.containers().unpause(id);
    assertThat(box.containers().get(id).state().status()).isEqualTo(Status.RUNNING);
    box.containers().pause(id);

    box.containers().remove(id, true, false);

    assertNothingLeft();
  }

  @Test
  void anotherEngineTakesUpWhatRunsAndReadsWhatEndedMeanwhile() throws Exception {
    String runs = box.start(EngineBox.spec("sleep", "100"));
    String ends = box.start(EngineBox.shell("sleep 0.3; echo late; exit 6"));
    box.engine().close();
    Thread.sleep(600);

    box.reopen();

    assertThat(box.await(ends)).isEqualTo(6);
    assertThat(box.log(ends)).isEqualTo("late\n");
    assertThat(box.containers().get(runs).isRunning()).isTrue();
    assertThat(box.containers().stop(runs, OptionalInt.of(0), "")).isTrue();
  }

  @Test
  void twoEnginesCannotHaveOneRoot() {
    assertThatThrownBy(() -> Engine.open(box.options()))
        .hasMessageContaining("another engine has " + box.options().root().root())
        .extracting(each -> ((DrydockException) each).kind())
        .isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void theProcessesOfAContainerAreListed() throws Exception {
    String id = box.start(EngineBox.spec("sleep", "100"));

    ProcessTable table = box.containers().top(id, "");

    assertThat(table.titles()).contains("PID", "CMD");
    assertThat(table.processes()).singleElement().asString().contains("sleep 100");
  }

  private static ContainerSpec changed(ContainerSpec spec, UnaryOperator<HostConfig> change) {
    return spec.withHost(change.apply(spec.host()));
  }

  private void assertNothingLeft() throws Exception {
    for (Path each :
        List.of(
            box.options().root().bundles(),
            box.options().root().exits(),
            box.options().root().ociRuntime())) {
      try (Stream<Path> left = Files.list(each)) {
        assertThat(left.filter(path -> !path.getFileName().toString().startsWith("."))).isEmpty();
      }
    }
    assertThat(Files.readString(Path.of("/proc/self/mounts")))
        .doesNotContain(box.options().root().root().toString() + "/engine/files");
  }
}
