package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.engine.runtime.cgroup.Cgroup;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import io.drydock.engine.runtime.cgroup.Statistics;
import io.drydock.engine.runtime.cgroup.StatisticsJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits reach the kernel, can be changed while a container runs, and use is counted. */
class CgroupLimitsTest {
  private static final long MEMORY = 32 << 20;

  @TempDir static Path directory;
  private static ContainerBox box;
  private static final CgroupSupport SUPPORT = CgroupSupport.detect();

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

  private static Cpu cpu(long shares, long nanos) {
    return new Cpu(shares, nanos, 0, 0, 0, 0, "0", "0");
  }

  private String readLimits(BundleRequest request) throws IOException {
    String files =
        SUPPORT.version() == 1
            ? "memory/memory.limit_in_bytes memory/memory.memsw.limit_in_bytes cpu/cpu.shares"
                + " cpu/cpu.cfs_quota_us cpuset/cpuset.cpus pids/pids.max"
            : "memory.max cpu.max cpuset.cpus pids.max";
    return box.exec(
            request,
            new ExecOptions(
                List.of("/bin/sh", "-c", "cd /sys/fs/cgroup && cat " + files),
                List.of(),
                "",
                "",
                false,
                false,
                new io.drydock.container.HostConfig.ConsoleSize(0, 0)))
        .output();
  }

  @Test
  void limitsAreSetAndChangedWhileTheContainerRuns() throws IOException {
    assumeTrue(SUPPORT.version() == 1, "the files are those of version 1");
    var spec =
        Changes.resources(
            ContainerBox.spec("sleep", "1000"),
            all ->
                Changes.cpu(
                    Changes.memory(Changes.pids(all, 50), Changes.limit(MEMORY, 2 * MEMORY)),
                    cpu(200, 500_000_000)));
    BundleRequest request = box.launch(spec);
    assertThat(readLimits(request).lines())
        .containsExactly("33554432", "67108864", "200", "50000", "0", "50");
    Resources change =
        Changes.cpu(
            Changes.memory(Changes.pids(Resources.UNLIMITED, 60), Changes.limit(2 * MEMORY, -1)),
            cpu(300, 700_000_000));
    Resources updated =
        new RequestChecks(SUPPORT).update(spec.host().resources(), change).resources();
    box.runtime().update(request.id(), updated);
    assertThat(readLimits(request).lines()).contains("67108864", "300", "70000", "0", "60");
  }

  @Test
  void devicesCanBeSlowedDown() throws IOException {
    assumeTrue(SUPPORT.version() == 1 && SUPPORT.blockIo().throttle(), "needs the throttler");
    Path disk = Path.of("/dev/loop0");
    assumeTrue(java.nio.file.Files.exists(disk), "needs " + disk);
    var rate = List.of(new Resources.DeviceValue(disk.toString(), 1 << 20));
    var spec =
        Changes.resources(
            ContainerBox.spec("cat", "/sys/fs/cgroup/blkio/blkio.throttle.read_bps_device"),
            all ->
                Changes.blockIo(
                    all, new BlockIo(0, List.of(), rate, List.of(), List.of(), List.of())));
    assertThat(box.run(spec).output()).isEqualTo("7:0 1048576");
  }

  @Test
  void useIsCounted() throws Exception {
    var spec =
        Changes.resources(
            ContainerBox.shell("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; sleep 1000"),
            all -> Changes.memory(Changes.pids(all, 50), Changes.limit(MEMORY, 2 * MEMORY)));
    BundleRequest request = box.launch(spec);
    Cgroup cgroup = Cgroup.of(request.cgroupPath());
    int pid = box.runtime().state(request.id()).orElseThrow().pid();
    assertThat(cgroup.exists()).isTrue();
    assertThat(cgroup.processes()).contains(pid);
    Statistics first = cgroup.statistics(pid);
    Thread.sleep(150);
    Statistics second = cgroup.statistics(pid);
    assertThat(second.cpu().total()).isGreaterThan(first.cpu().total()).isPositive();
    assertThat(second.cpu().system()).isGreaterThan(first.cpu().system());
    assertThat(second.cpu().online()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(second.memory().usage()).isBetween(1L, MEMORY);
    assertThat(second.memory().limit()).isEqualTo(MEMORY);
    assertThat(second.memory().details()).containsKey("pgfault");
    assertThat(second.pids()).isEqualTo(new Statistics.Pids(cgroup.processes().size(), 50));
    assertThat(second.networks()).isEmpty();
    JsonObject json = StatisticsJson.write(second, Optional.of(first), "/box", request.id());
    assertThat(json.getAsJsonObject("precpu_stats").get("system_cpu_usage").getAsLong())
        .isEqualTo(first.cpu().system());
    assertThat(json.getAsJsonObject("memory_stats").get("limit").getAsLong()).isEqualTo(MEMORY);
    box.runtime().delete(request.id(), true);
    assertThat(cgroup.exists()).isFalse();
  }

  @Test
  void killsForLackOfMemoryAreCounted() throws Exception {
    var spec =
        Changes.resources(
            ContainerBox.shell("tail /dev/zero; sleep 1000"),
            all -> Changes.memory(all, Changes.limit(16 << 20, 16 << 20)));
    BundleRequest request = box.launch(spec);
    Cgroup cgroup = Cgroup.of(request.cgroupPath());
    Instant limit = Instant.now().plus(Duration.ofSeconds(20));
    while (cgroup.outOfMemoryKills() == 0 && Instant.now().isBefore(limit)) {
      Thread.sleep(20);
    }
    assertThat(cgroup.outOfMemoryKills()).isEqualTo(1);
  }

  @Test
  void thePidsLimitHolds() throws IOException {
    var spec =
        Changes.resources(
            ContainerBox.shell("for i in 1 2 3 4 5 6 7 8 9; do sleep 100 & done; wait"),
            all -> Changes.pids(all, 5));
    assertThat(box.run(spec).output()).contains("can't fork");
  }

  @Test
  void aParentCanBeAskedFor() throws IOException {
    var spec =
        Changes.resources(
            ContainerBox.spec("cat", "/proc/self/cgroup"),
            all -> Changes.cgroupParent(all, box.cgroupParent() + "/inner/../own"));
    BundleRequest request = box.request(spec);
    assertThat(request.cgroupPath()).isEqualTo(box.cgroupParent() + "/own/" + request.id());
    assertThat(box.run(request).output()).contains(request.cgroupPath());
  }
}
