package io.drydock.engine.runtime.cgroup;

import io.drydock.engine.runtime.cgroup.Statistics.DeviceCount;
import io.drydock.engine.runtime.cgroup.Statistics.Throttling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counters of version 2. */
record UnifiedCounters(Path directory) implements Counters {
  private static final long NANOS_PER_MICRO = 1000;

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static long nanos(Map<String, Long> table, String microseconds) {
    return table.getOrDefault(microseconds, 0L) * NANOS_PER_MICRO;
  }

  @Override
  public Statistics.Cpu cpu(HostCounters host) {
    Map<String, Long> table = ControlFile.table(file("cpu.stat"));
    return new Statistics.Cpu(
        nanos(table, "usage_usec"),
        nanos(table, "user_usec"),
        nanos(table, "system_usec"),
        List.of(),
        host.processorNanos(),
        host.processors(),
        new Throttling(
            table.getOrDefault("nr_periods", 0L),
            table.getOrDefault("nr_throttled", 0L),
            nanos(table, "throttled_usec")));
  }

  @Override
  public Statistics.Memory memory(HostCounters host) {
    return new Statistics.Memory(
        2,
        ControlFile.number(file("memory.current")).orElse(0),
        0,
        Math.min(ControlFile.number(file("memory.max")).orElse(Long.MAX_VALUE), host.memoryBytes()),
        ControlFile.table(file("memory.events")).getOrDefault("oom", 0L),
        ControlFile.table(file("memory.stat")));
  }

  @Override
  public Statistics.BlockIo blockIo() {
    List<String> lines = ControlFile.lines(file("io.stat"));
    return new Statistics.BlockIo(
        devices(lines, "rbytes", "wbytes"), devices(lines, "rios", "wios"));
  }

  /** Of lines as {@code 8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0}. */
  static List<DeviceCount> devices(List<String> lines, String read, String write) {
    var counts = new ArrayList<DeviceCount>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      String[] device = words[0].split(":", -1);
      if (device.length != 2) {
        continue;
      }
      for (String word : words) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? "" : word.substring(0, equals);
        if (name.equals(read) || name.equals(write)) {
          counts.add(
              new DeviceCount(
                  Integer.parseInt(device[0]),
                  Integer.parseInt(device[1]),
                  name.equals(read) ? "read" : "write",
                  ControlFile.parse(word.substring(equals + 1)).orElse(0)));
        }
      }
    }
    return counts;
  }

  @Override
  public Statistics.Pids pids() {
    return new Statistics.Pids(
        ControlFile.number(file("pids.current")).orElse(0),
        ControlFile.number(file("pids.max")).orElse(0));
  }
}
