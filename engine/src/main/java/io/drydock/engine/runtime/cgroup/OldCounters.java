package io.drydock.engine.runtime.cgroup;

import io.drydock.engine.runtime.cgroup.Statistics.DeviceCount;
import io.drydock.engine.runtime.cgroup.Statistics.Throttling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Counters of version 1.
 *
 * @param directories the group's directory by controller
 */
record OldCounters(Function<String, Optional<Path>> directories) implements Counters {
  private static final Path NOWHERE = Path.of("/nonexistent");

  private Path file(String controller, String name) {
    return directories.apply(controller).orElse(NOWHERE).resolve(name);
  }

  private long number(String controller, String name) {
    return ControlFile.number(file(controller, name)).orElse(0);
  }

  @Override
  public Statistics.Cpu cpu(HostCounters host) {
    Map<String, Long> ticks = ControlFile.table(file("cpuacct", "cpuacct.stat"));
    Map<String, Long> throttling = ControlFile.table(file("cpu", "cpu.stat"));
    return new Statistics.Cpu(
        number("cpuacct", "cpuacct.usage"),
        ticks.getOrDefault("user", 0L) * HostCounters.NANOS_PER_TICK,
        ticks.getOrDefault("system", 0L) * HostCounters.NANOS_PER_TICK,
        perProcessor(host),
        host.processorNanos(),
        host.processors(),
        new Throttling(
            throttling.getOrDefault("nr_periods", 0L),
            throttling.getOrDefault("nr_throttled", 0L),
            throttling.getOrDefault("throttled_time", 0L)));
  }

  private List<Long> perProcessor(HostCounters host) {
    return ControlFile.lines(file("cpuacct", "cpuacct.usage_percpu")).stream()
        .flatMap(line -> List.of(line.strip().split(" ", -1)).stream())
        .limit(host.processors())
        .map(each -> ControlFile.parse(each).orElse(0))
        .toList();
  }

  @Override
  public Statistics.Memory memory(HostCounters host) {
    return new Statistics.Memory(
        1,
        number("memory", "memory.usage_in_bytes"),
        number("memory", "memory.max_usage_in_bytes"),
        Math.min(
            ControlFile.number(file("memory", "memory.limit_in_bytes")).orElse(Long.MAX_VALUE),
            host.memoryBytes()),
        number("memory", "memory.failcnt"),
        ControlFile.table(file("memory", "memory.stat")));
  }

  @Override
  public Statistics.BlockIo blockIo() {
    return new Statistics.BlockIo(devices("io_service_bytes"), devices("io_serviced"));
  }

  /** The scheduler BFQ counts for itself what it serves; the throttler sees what all others do. */
  private List<DeviceCount> devices(String what) {
    for (String counter : List.of("blkio.bfq.", "blkio.throttle.")) {
      List<DeviceCount> counts =
          devices(ControlFile.lines(file("blkio", counter + what + "_recursive")));
      if (!counts.isEmpty()) {
        return counts;
      }
    }
    return List.of();
  }

  /** Of lines as {@code 8:0 Read 4096}. */
  private static List<DeviceCount> devices(List<String> lines) {
    var counts = new ArrayList<DeviceCount>();
    for (String line : lines) {
      String[] words = line.split("[ :]", -1);
      if (words.length == 4) {
        counts.add(
            new DeviceCount(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                words[2].toLowerCase(Locale.ROOT),
                ControlFile.parse(words[3]).orElse(0)));
      }
    }
    return counts;
  }

  @Override
  public Statistics.Pids pids() {
    OptionalLong limit = ControlFile.number(file("pids", "pids.max"));
    return new Statistics.Pids(number("pids", "pids.current"), limit.orElse(0));
  }
}
