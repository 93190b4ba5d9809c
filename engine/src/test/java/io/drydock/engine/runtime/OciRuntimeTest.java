package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.runtime.OciRuntime.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of containers as the real runtime leads it, and the choice of a runtime. */
class OciRuntimeTest {
  @TempDir static Path directory;
  private static ContainerBox box;

  @BeforeAll
  static void open() throws IOException {
    box = ContainerBox.open(directory);
  }

  @AfterAll
  static void close() {
    if (box != null) {
      box.close();
    }
  }

  @Test
  void aContainerIsPausedResumedKilledAndDeleted() throws Exception {
    OciRuntime runtime = box.runtime();
    BundleRequest request = box.launch(ContainerBox.shell("trap 'exit 3' USR1; sleep 1000 & wait"));
    assertThat(status(request)).isEqualTo(Status.RUNNING);
    assertThat(runtime.processes(request.id()))
        .contains(runtime.state(request.id()).orElseThrow().pid());
    runtime.pause(request.id());
    assertThat(status(request)).isEqualTo(Status.PAUSED);
    runtime.resume(request.id());
    assertThat(status(request)).isEqualTo(Status.RUNNING);
    runtime.kill(request.id(), Signals.parse("SIGKILL"));
    awaitEnd(request);
    assertThatThrownBy(() -> runtime.kill(request.id(), Signals.SIGTERM))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT));
    runtime.delete(request.id(), true);
    assertThat(runtime.state(request.id())).isEmpty();
    runtime.delete(request.id(), false);
    assertThatThrownBy(() -> runtime.pause(request.id()))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
  }

  private Status status(BundleRequest request) {
    return box.runtime().state(request.id()).orElseThrow().status();
  }

  private void awaitEnd(BundleRequest request) throws InterruptedException {
    Instant limit = Instant.now().plus(Duration.ofSeconds(10));
    while (status(request) != Status.STOPPED && Instant.now().isBefore(limit)) {
      Thread.sleep(10);
    }
    assertThat(status(request)).isEqualTo(Status.STOPPED);
  }

  @Test
  void aCommandThatIsMissingIsToldAsDockerTellsIt() {
    assertThatThrownBy(() -> box.launch(ContainerBox.spec("/bin/nothing")))
        .isInstanceOf(DrydockException.class)
        .hasMessageStartingWith("OCI runtime create failed: ")
        .hasMessageContaining(
            "exec: \"/bin/nothing\": stat /bin/nothing: no such file or directory");
  }

  @Test
  void whatWorksIsRememberedAndNothingIsLeftOfTheTrial() throws IOException {
    Path state = directory.resolve("other");
    OciRuntime runtime = OciRuntime.detect("", state);
    assertThat(runtime.version()).isNotEmpty();
    assertThat(runtime.arguments()).containsExactly("--root", state.toString());
    try (var left = Files.list(state)) {
      assertThat(left.map(each -> each.getFileName().toString()))
          .containsExactly(".works-" + runtime.name());
    }
  }

  @Test
  void aRuntimeThatDoesNotWorkIsNamedWithItsReason() throws IOException {
    Path broken = directory.resolve("runc");
    Files.writeString(broken, "#!/bin/sh\necho cgroups in hybrid mode not supported >&2\nexit 1\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(() -> OciRuntime.detect(broken.toString(), directory.resolve("state")))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining(broken + " does not work here")
        .hasMessageContaining("cgroups in hybrid mode not supported");
    assertThatThrownBy(() -> OciRuntime.detect("gvisor", directory.resolve("state")))
        .hasMessageEndingWith("gvisor is not installed");
  }

  @Test
  void theRuntimesMessagesAreFoundInAnyForm() {
    assertThat(OciRuntime.failure("create", "time=\"x\" level=error msg=\"exec: \\\"a\\\": b\"\n"))
        .hasMessage("OCI runtime create failed: exec: \"a\": b: unknown");
    assertThat(
            OciRuntime.failure("kill", "{\"level\":\"error\",\"msg\":\"container not running\"}"))
        .hasMessage("OCI runtime kill failed: container not running");
    assertThat(OciRuntime.failure("pause", "plain words\n"))
        .hasMessage("OCI runtime pause failed: plain words");
  }
}
