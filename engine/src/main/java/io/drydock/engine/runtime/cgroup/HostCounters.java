package io.drydock.engine.runtime.cgroup;

import io.drydock.engine.runtime.cgroup.Statistics.Interface;
import io.drydock.engine.runtime.cgroup.Statistics.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What the whole host has and uses, to compare a container with.
 *
 * @param processorNanos time of all processors since the boot, in nanoseconds, idle time too
 * @param processors on line
 * @param memoryBytes of the host
 */
record HostCounters(long processorNanos, int processors, long memoryBytes) {
  /** The kernel's clock for these figures ticks a hundred times a second on all architectures. */
  static final long NANOS_PER_TICK = 10_000_000;

  /** Of the columns of {@code /proc/stat}: user to softirq; guests are counted in user. */
  private static final int COUNTED_COLUMNS = 7;

  private static final int TRAFFIC_COLUMNS = 16;
  private static final int SENT = 8;

  static HostCounters read() {
    long ticks = 0;
    int processors = 0;
    for (String line : ControlFile.lines(Path.of("/proc/stat"))) {
      String[] words = line.split(" +", -1);
      if (words[0].equals("cpu")) {
        for (int column = 1; column <= COUNTED_COLUMNS; column++) {
          ticks += Long.parseLong(words[column]);
        }
      } else if (words[0].startsWith("cpu")) {
        processors++;
      } else {
        break;
      }
    }
    return new HostCounters(ticks * NANOS_PER_TICK, processors, memory());
  }

  private static long memory() {
    for (String line : ControlFile.lines(Path.of("/proc/meminfo"))) {
      String[] words = line.split(" +", -1);
      if (words[0].equals("MemTotal:")) {
        return Long.parseLong(words[1]) << 10;
      }
    }
    return Long.MAX_VALUE;
  }

  /** The interfaces in the network namespace of the process, but for the loopback. */
  static SequencedMap<String, Interface> interfaces(int pid) {
    return parse(ControlFile.lines(Path.of("/proc/" + pid + "/net/dev")));
  }

  static SequencedMap<String, Interface> parse(List<String> lines) {
    var interfaces = new TreeMap<String, Interface>();
    for (String line : lines) {
      int colon = line.lastIndexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      String[] numbers = line.substring(colon + 1).strip().split(" +", -1);
      if (!name.isEmpty() && !name.equals("lo") && numbers.length == TRAFFIC_COLUMNS) {
        interfaces.put(name, new Interface(traffic(numbers, 0), traffic(numbers, SENT)));
      }
    }
    return interfaces;
  }

  private static Traffic traffic(String[] numbers, int first) {
    return new Traffic(
        Long.parseLong(numbers[first]),
        Long.parseLong(numbers[first + 1]),
        Long.parseLong(numbers[first + 2]),
        Long.parseLong(numbers[first + 3]));
  }
}
