package io.drydock.container;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How much of its host a container may use: {@code Resources} of Docker's API, and the few limits
 * that the API keeps beside it. A number that is 0 sets no limit.
 *
 * @param pidsLimit most processes and threads; 0 or -1 for no limit, absent when not asked for
 * @param cgroupParent cgroup below which the container's lies; empty for the engine's
 * @param oomScoreAdjustment from -1000 to 1000
 * @param shmSizeBytes of {@code /dev/shm}; 0 for the default of 64 MiB
 */
public record Resources(
    Memory memory,
    Cpu cpu,
    BlockIo blockIo,
    Devices devices,
    Optional<Long> pidsLimit,
    List<Ulimit> ulimits,
    String cgroupParent,
    int oomScoreAdjustment,
    long shmSizeBytes) {
  public static final Resources UNLIMITED =
      new Resources(
          Memory.UNLIMITED,
          Cpu.UNLIMITED,
          BlockIo.UNLIMITED,
          Devices.NONE,
          Optional.empty(),
          List.of(),
          "",
          0,
          0);

  public Resources {
    ulimits = List.copyOf(ulimits);
  }

  /**
   * Memory in bytes.
   *
   * @param swapBytes memory and swap together; -1 for no limit
   * @param swappiness from 0 to 100; -1 or absent for the host's
   */
  public record Memory(
      long limitBytes,
      long reservationBytes,
      long swapBytes,
      Optional<Long> swappiness,
      Optional<Boolean> oomKillDisable) {
    public static final Memory UNLIMITED = new Memory(0, 0, 0, Optional.empty(), Optional.empty());
  }

  /**
   * Processor time.
   *
   * @param nanoCpus billionths of a processor
   * @param periodMicros length of the scheduler's period, in microseconds
   * @param quotaMicros time in each period, in microseconds
   * @param cpus processors that may be used, as {@code 0-2,4}
   * @param memoryNodes memory nodes that may be used
   */
  public record Cpu(
      long shares,
      long nanoCpus,
      long periodMicros,
      long quotaMicros,
      long realtimePeriodMicros,
      long realtimeRuntimeMicros,
      String cpus,
      String memoryNodes) {
    public static final Cpu UNLIMITED = new Cpu(0, 0, 0, 0, 0, 0, "", "");
  }

  /** Use of block devices; the weight is from 10 to 1000. */
  public record BlockIo(
      int weight,
      List<DeviceValue> weightDevices,
      List<DeviceValue> readBytesPerSecond,
      List<DeviceValue> writeBytesPerSecond,
      List<DeviceValue> readsPerSecond,
      List<DeviceValue> writesPerSecond) {
    public static final BlockIo UNLIMITED =
        new BlockIo(0, List.of(), List.of(), List.of(), List.of(), List.of());

    public BlockIo {
      weightDevices = List.copyOf(weightDevices);
      readBytesPerSecond = List.copyOf(readBytesPerSecond);
      writeBytesPerSecond = List.copyOf(writeBytesPerSecond);
      readsPerSecond = List.copyOf(readsPerSecond);
      writesPerSecond = List.copyOf(writesPerSecond);
    }
  }

  /** A weight or a rate of one device, named by its path on the host. */
  public record DeviceValue(String path, long value) {}

  /**
   * Devices that a container gets.
   *
   * @param cgroupRules as {@code c 1:3 rwm}
   */
  public record Devices(
      List<Device> mapped, List<String> cgroupRules, List<DeviceRequest> requests) {
    public static final Devices NONE = new Devices(List.of(), List.of(), List.of());

    public Devices {
      mapped = List.copyOf(mapped);
      cgroupRules = List.copyOf(cgroupRules);
      requests = List.copyOf(requests);
    }
  }

  /**
   * A device of the host in a container.
   *
   * @param permissions of {@code r}, {@code w} and {@code m}
   */
  public record Device(String pathOnHost, String pathInContainer, String permissions) {}

  /**
   * Devices that a driver chooses, as {@code --gpus} asks for them.
   *
   * @param count -1 for all
   * @param capabilities each list is one alternative
   */
  public record DeviceRequest(
      String driver,
      int count,
      List<String> deviceIds,
      List<List<String>> capabilities,
      SequencedMap<String, String> options) {
    public DeviceRequest {
      deviceIds = List.copyOf(deviceIds);
      capabilities = capabilities.stream().map(List::copyOf).toList();
      options = Collections.unmodifiableSequencedMap(options);
    }
  }

  /**
   * A limit of each process.
   *
   * @param name as {@code nofile}, without RLIMIT_
   * @param hard -1 for no limit
   */
  public record Ulimit(String name, long soft, long hard) {}
}
