package io.drydock.engine.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.health.HealthMonitor.Watch;
import io.drydock.engine.health.HealthState.Status;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class HealthMonitorTest {
  @TempDir Path folder;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HealthListener listener =
      new HealthListener() {
        @Override
        public void changed(String containerId, HealthState state) {
          heard.add(state.status().word());
        }

        @Override
        public void act(String containerId, OnUnhealthy action) {
          heard.add(action.toString());
        }
      };

  /** Probes in processes of this host. */
  private static ProbeRunner.Result run(String id, List<String> command, Duration timeout)
      throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        process.destroyForcibly();
        return new ProbeRunner.Result(OptionalInt.empty(), new byte[0]);
      }
      byte[] output = process.getInputStream().readAllBytes();
      return new ProbeRunner.Result(OptionalInt.of(process.exitValue()), output);
    } catch (java.io.IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "exec failed", e);
    }
  }

  private static Watch watch(Duration startPeriod, OnUnhealthy action, String... test) {
    var check =
        new Healthcheck(
            List.of(test),
            Duration.ofMillis(20).toNanos(),
            Duration.ofMillis(400).toNanos(),
            startPeriod.toNanos(),
            0,
            2);
    return new Watch(check, List.of("/bin/sh", "-c"), Instant.now(), action);
  }

  private static Watch watch(String... test) {
    return watch(Duration.ZERO, OnUnhealthy.NONE, test);
  }

  private HealthMonitor monitor() {
    return new HealthMonitor(folder, HealthMonitorTest::run, listener);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  private static HealthState state(HealthMonitor monitor) {
    return monitor.state("c").orElseThrow();
  }

  /** Healthy after the first success; five results are kept, each with what the command wrote. */
  @Test
  void healthy() throws Exception {
    try (var monitor = monitor()) {
      monitor.started("c", watch("CMD", "/bin/echo", "fine"));
      assertThat(state(monitor)).isEqualTo(HealthState.STARTING);
      await(() -> state(monitor).log().size() == 5);
      assertThat(state(monitor).status()).isEqualTo(Status.HEALTHY);
      assertThat(state(monitor).log())
          .allSatisfy(each -> assertThat(each.output()).isEqualTo("fine\n"))
          .allSatisfy(each -> assertThat(each.exitCode()).isZero())
          .allSatisfy(each -> assertThat(each.end()).isAfterOrEqualTo(each.start()));
      assertThat(heard).containsExactly("healthy");
    }
  }

  /** Unhealthy after as many failures in a row as "retries" says, and only then acted upon. */
  @Test
  void unhealthy() throws Exception {
    try (var monitor = monitor()) {
      monitor.started(
          "c", watch(Duration.ZERO, OnUnhealthy.RESTART, "CMD-SHELL", "echo no; exit 3"));
      await(() -> heard.size() == 2);
      assertThat(heard).containsExactly("unhealthy", "RESTART");
      assertThat(state(monitor).failingStreak()).isGreaterThanOrEqualTo(2);
      assertThat(state(monitor).log().getLast().exitCode()).isEqualTo(3);
    }
  }

  /** Failures in the start period do not count, a success ends it. */
  @Test
  void startPeriod() throws Exception {
    try (var monitor = monitor()) {
      monitor.started("c", watch(Duration.ofSeconds(30), OnUnhealthy.NONE, "CMD", "/bin/false"));
      await(() -> state(monitor).log().size() == 5);
      assertThat(state(monitor).status()).isEqualTo(Status.STARTING);
      assertThat(state(monitor).failingStreak()).isZero();
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void probesThatTakeTooLongOrCannotRun() throws Exception {
    try (var monitor = monitor()) {
      monitor.started("c", watch("CMD", "/bin/sleep", "10"));
      await(() -> !state(monitor).log().isEmpty());
      assertThat(state(monitor).log().getFirst().exitCode()).isEqualTo(-1);
      assertThat(state(monitor).log().getFirst().output())
          .isEqualTo("Health check exceeded timeout (400ms)");
      monitor.started("d", watch("CMD", "/no/such/program"));
      await(() -> !monitor.state("d").orElseThrow().log().isEmpty());
      assertThat(monitor.state("d").orElseThrow().log().getFirst().output())
          .isEqualTo("exec failed");
    }
  }

  @Test
  void longOutputIsCut() throws Exception {
    try (var monitor = monitor()) {
      monitor.started("c", watch("CMD-SHELL", "head -c 5000 /dev/zero | tr '\\0' x"));
      await(() -> !state(monitor).log().isEmpty());
      assertThat(state(monitor).log().getFirst().output()).hasSize(4099).endsWith("x...");
    }
  }

  /** The next engine knows the state before its first probe, and goes on counting from there. */
  @Test
  void survivesTheEngine() throws Exception {
    try (var killed = monitor()) {
      killed.started("c", watch("CMD", "/bin/false"));
      await(() -> state(killed).status() == Status.UNHEALTHY);
    }
    heard.clear();
    try (var next = monitor()) {
      assertThat(state(next).status()).isEqualTo(Status.UNHEALTHY);
      int streak = state(next).failingStreak();
      next.recovered("c", watch("CMD", "/bin/false"));
      await(() -> state(next).failingStreak() > streak);
      assertThat(heard).isEmpty();
      next.ended("c");
      assertThat(state(next).status()).isEqualTo(Status.UNHEALTHY);
      next.removed("c");
      assertThat(next.state("c")).isEmpty();
    }
  }

  /** A paused container is not probed. */
  @Test
  void pauses() throws Exception {
    try (var monitor = monitor()) {
      monitor.started("c", watch("CMD", "/bin/true"));
      monitor.paused("c", true);
      Thread.sleep(150);
      var count = new ArrayList<>(state(monitor).log());
      assertThat(count).hasSizeLessThan(2);
      monitor.paused("c", false);
      await(() -> state(monitor).log().size() > 2);
    }
  }

  @Test
  void whatIsProbedAndWhatFollows() {
    assertThat(HealthMonitor.isProbed(Optional.empty())).isFalse();
    assertThat(HealthMonitor.isProbed(Optional.of(watch("NONE").check()))).isFalse();
    assertThat(HealthMonitor.isProbed(Optional.of(watch("CMD", "x").check()))).isTrue();
    assertThat(OnUnhealthy.of(Map.of())).isEqualTo(OnUnhealthy.NONE);
    assertThat(OnUnhealthy.of(Map.of(OnUnhealthy.LABEL, "stop"))).isEqualTo(OnUnhealthy.STOP);
    assertThatThrownBy(() -> OnUnhealthy.parse("explode")).hasMessageContaining("\"explode\"");
  }
}
