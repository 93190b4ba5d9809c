package io.drydock.engine.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.drydock.engine.runtime.cgroup.Statistics.DeviceCount;
import io.drydock.engine.runtime.cgroup.Statistics.Interface;
import io.drydock.engine.runtime.cgroup.Statistics.Throttling;
import io.drydock.engine.runtime.cgroup.Statistics.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's files of both versions become Docker's numbers. */
class CountersTest {
  private static final HostCounters HOST = new HostCounters(5_000, 2, 1 << 30);

  @TempDir Path group;

  private void file(String name, String content) throws IOException {
    Files.writeString(group.resolve(name), content);
  }

  @Test
  void versionTwoIsCounted() throws IOException {
    file(
        "cpu.stat",
        "usage_usec 700\nuser_usec 500\nsystem_usec 200\nnr_periods 9\nnr_throttled 3\n"
            + "throttled_usec 40\n");
    file("memory.current", "1000\n");
    file("memory.max", "max\n");
    file("memory.stat", "anon 600\ninactive_file 300\n");
    file("memory.events", "low 0\noom 2\noom_kill 1\n");
    file("io.stat", "8:16 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n7:0 \n");
    file("pids.current", "3\n");
    file("pids.max", "max\n");
    var counters = new UnifiedCounters(group);
    Statistics.Cpu cpu = counters.cpu(HOST);
    assertThat(cpu.total()).isEqualTo(700_000);
    assertThat(cpu.user()).isEqualTo(500_000);
    assertThat(cpu.kernel()).isEqualTo(200_000);
    assertThat(cpu.throttling()).isEqualTo(new Throttling(9, 3, 40_000));
    Statistics.Memory memory = counters.memory(HOST);
    assertThat(memory.usage()).isEqualTo(1000);
    assertThat(memory.limit()).isEqualTo(1 << 30);
    assertThat(memory.failures()).isEqualTo(2);
    assertThat(memory.details()).containsEntry("inactive_file", 300L);
    assertThat(counters.blockIo().serviceBytes())
        .containsExactly(new DeviceCount(8, 16, "read", 1), new DeviceCount(8, 16, "write", 2));
    assertThat(counters.blockIo().serviced())
        .containsExactly(new DeviceCount(8, 16, "read", 3), new DeviceCount(8, 16, "write", 4));
    assertThat(counters.pids()).isEqualTo(new Statistics.Pids(3, 0));
  }

  @Test
  void versionOneIsCounted() throws IOException {
    file("cpuacct.usage", "700000\n");
    file("cpuacct.usage_percpu", "300000 400000 0 0 \n");
    file("cpuacct.stat", "user 5\nsystem 2\n");
    file("cpu.stat", "nr_periods 9\nnr_throttled 3\nthrottled_time 40\n");
    file("memory.usage_in_bytes", "1000\n");
    file("memory.max_usage_in_bytes", "2000\n");
    file("memory.limit_in_bytes", "18446744073709551615\n");
    file("memory.failcnt", "4\n");
    file("memory.stat", "total_inactive_file 300\n");
    file("blkio.throttle.io_service_bytes_recursive", "8:0 Read 5\n8:0 Total 5\nTotal 5\n");
    var counters = new OldCounters(controller -> Optional.of(group));
    Statistics.Cpu cpu = counters.cpu(HOST);
    assertThat(cpu.total()).isEqualTo(700_000);
    assertThat(cpu.perProcessor()).containsExactly(300_000L, 400_000L);
    assertThat(cpu.user()).isEqualTo(50_000_000);
    assertThat(cpu.throttling()).isEqualTo(new Throttling(9, 3, 40));
    Statistics.Memory memory = counters.memory(HOST);
    assertThat(memory.maximum()).isEqualTo(2000);
    assertThat(memory.limit()).isEqualTo(1 << 30);
    assertThat(memory.failures()).isEqualTo(4);
    assertThat(counters.blockIo().serviceBytes())
        .containsExactly(new DeviceCount(8, 0, "read", 5), new DeviceCount(8, 0, "total", 5));
  }

  @Test
  void aGroupThatIsGoneHasUsedNothing() {
    var counters = new UnifiedCounters(group.resolve("gone"));
    assertThat(counters.cpu(HOST).total()).isZero();
    assertThat(counters.memory(HOST).details()).isEmpty();
    assertThat(counters.blockIo().serviceBytes()).isEmpty();
  }

  @Test
  void interfacesAreReadButForTheLoopback() {
    var interfaces =
        HostCounters.parse(
            List.of(
                "Inter-|   Receive                        |  Transmit",
                " face |bytes    packets errs drop fifo frame compressed multicast|bytes ...",
                "    lo: 9 9 0 0 0 0 0 0 9 9 0 0 0 0 0 0",
                "  eth0: 100 2 3 4 0 0 0 0 200 6 7 8 0 0 0 0",
                "eth1:5 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"));
    assertThat(interfaces)
        .containsOnlyKeys("eth0", "eth1")
        .containsEntry("eth0", new Interface(new Traffic(100, 2, 3, 4), new Traffic(200, 6, 7, 8)));
  }

  @Test
  void theAnswerHasDockersMembers() {
    var networks = new LinkedHashMap<String, Interface>();
    networks.put("eth0", new Interface(new Traffic(1, 2, 3, 4), new Traffic(5, 6, 7, 8)));
    var statistics =
        new Statistics(
            Instant.parse("2026-01-02T03:04:05Z"),
            new UnifiedCounters(group).cpu(HOST),
            new Statistics.Memory(2, 10, 0, 20, 0, new LinkedHashMap<>()),
            new Statistics.BlockIo(List.of(), List.of()),
            new Statistics.Pids(1, 5),
            networks);
    JsonObject json = StatisticsJson.write(statistics, Optional.empty(), "/box", "id");
    assertThat(json.keySet())
        .contains(
            "name",
            "id",
            "read",
            "preread",
            "pids_stats",
            "blkio_stats",
            "num_procs",
            "storage_stats",
            "cpu_stats",
            "precpu_stats",
            "memory_stats",
            "networks");
    assertThat(json.get("preread").getAsString()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(json.getAsJsonObject("precpu_stats").has("system_cpu_usage")).isFalse();
    assertThat(json.getAsJsonObject("cpu_stats").get("online_cpus").getAsInt()).isEqualTo(2);
    assertThat(
            json.getAsJsonObject("networks").getAsJsonObject("eth0").get("tx_dropped").getAsInt())
        .isEqualTo(8);
    assertThat(StatisticsJson.notRunning("/box", "id").getAsJsonObject("memory_stats").keySet())
        .isEmpty();
  }
}
