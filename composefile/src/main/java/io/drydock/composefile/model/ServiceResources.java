package io.drydock.composefile.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** How much of the host a service's containers may use. What is absent sets no limit. */
public record ServiceResources(
    Cpu cpu,
    Memory memory,
    Optional<BlockIo> blockIo,
    OptionalLong pidsLimit,
    SequencedMap<String, Ulimit> ulimits,
    List<DeviceMapping> devices,
    List<String> deviceCgroupRules,
    List<DeviceRequest> gpus) {
  public ServiceResources {
    ulimits = Copies.of(ulimits);
    devices = List.copyOf(devices);
    deviceCgroupRules = List.copyOf(deviceCgroupRules);
    gpus = List.copyOf(gpus);
  }

  /**
   * Processor time.
   *
   * @param cpus processors, with fractions
   * @param periodMicros length of the scheduler's period, in microseconds
   * @param quotaMicros time in each period, in microseconds
   * @param count processors, on Windows
   * @param percent share of all processors, on Windows
   * @param set processors that may be used, as {@code 0-2,4}
   */
  public record Cpu(
      OptionalDouble cpus,
      OptionalLong shares,
      OptionalLong periodMicros,
      OptionalLong quotaMicros,
      OptionalLong realtimePeriodMicros,
      OptionalLong realtimeRuntimeMicros,
      OptionalLong count,
      OptionalDouble percent,
      Optional<String> set) {}

  /**
   * Memory in bytes.
   *
   * @param swapLimitBytes memory and swap together; -1 for no limit
   * @param swappiness from 0 to 100
   */
  public record Memory(
      OptionalLong limitBytes,
      OptionalLong reservationBytes,
      OptionalLong swapLimitBytes,
      OptionalLong swappiness,
      boolean oomKillDisable,
      OptionalLong oomScoreAdjustment) {}

  /**
   * A limit of each process.
   *
   * @param soft -1 for no limit
   * @param hard -1 for no limit
   * @param single whether one number was given for both
   */
  public record Ulimit(long soft, long hard, boolean single) {}

  /** Use of block devices; the weight is from 10 to 1000, or 0. */
  public record BlockIo(
      int weight,
      List<DeviceValue> weightDevices,
      List<DeviceValue> readBytesPerSecond,
      List<DeviceValue> readsPerSecond,
      List<DeviceValue> writeBytesPerSecond,
      List<DeviceValue> writesPerSecond) {
    public BlockIo {
      weightDevices = List.copyOf(weightDevices);
      readBytesPerSecond = List.copyOf(readBytesPerSecond);
      readsPerSecond = List.copyOf(readsPerSecond);
      writeBytesPerSecond = List.copyOf(writeBytesPerSecond);
      writesPerSecond = List.copyOf(writesPerSecond);
    }
  }

  /** A weight or a rate of one device, named by its path on the host. */
  public record DeviceValue(String path, long value) {}

  /**
   * A device of the host in a container.
   *
   * @param source a path of the host, or a CDI name as {@code vendor.com/class=name}
   * @param permissions of {@code r}, {@code w} and {@code m}
   */
  public record DeviceMapping(
      String source, Optional<String> target, Optional<String> permissions) {}
}
