package io.drydock.engine.runtime.cgroup;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a container had used at one moment, in the numbers of {@code GET /containers/ID/stats}.
 *
 * @param networks by the interface's name in the container
 */
public record Statistics(
    Instant read,
    Cpu cpu,
    Memory memory,
    BlockIo blockIo,
    Pids pids,
    SequencedMap<String, Interface> networks) {
  public Statistics {
    networks = Collections.unmodifiableSequencedMap(networks);
  }

  /**
   * Processor time, in nanoseconds.
   *
   * @param perProcessor empty where the kernel does not count it
   * @param system of the whole host
   * @param online processors of the host
   */
  public record Cpu(
      long total,
      long user,
      long kernel,
      List<Long> perProcessor,
      long system,
      int online,
      Throttling throttling) {
    public Cpu {
      perProcessor = List.copyOf(perProcessor);
    }
  }

  /** Periods in which the quota was used up. */
  public record Throttling(long periods, long throttledPeriods, long throttledNanos) {}

  /**
   * Memory, in bytes.
   *
   * @param version of the control groups that counted: {@code details} differ
   * @param limit the host's memory where none is set
   * @param maximum and {@code failures} are only counted by version 1
   * @param details of {@code memory.stat}
   */
  public record Memory(
      int version,
      long usage,
      long maximum,
      long limit,
      long failures,
      SequencedMap<String, Long> details) {
    public Memory {
      details = Collections.unmodifiableSequencedMap(details);
    }
  }

  public record BlockIo(List<DeviceCount> serviceBytes, List<DeviceCount> serviced) {
    public BlockIo {
      serviceBytes = List.copyOf(serviceBytes);
      serviced = List.copyOf(serviced);
    }
  }

  /**
   * Bytes or operations of one device.
   *
   * @param operation as {@code read} or {@code write}
   */
  public record DeviceCount(int major, int minor, String operation, long value) {}

  /**
   * @param limit 0 for none
   */
  public record Pids(long current, long limit) {}

  /** Traffic of a network interface as the container sees it. */
  public record Interface(Traffic received, Traffic sent) {}

  public record Traffic(long bytes, long packets, long errors, long dropped) {}
}
