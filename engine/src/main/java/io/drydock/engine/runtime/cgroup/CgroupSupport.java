package io.drydock.engine.runtime.cgroup;

/**
 * What the control groups of a host can limit.
 *
 * @param version 1 where at least one controller is mounted the old way, else 2
 * @param processors that are on line, as {@code 0-3}
 * @param memoryNodes that are on line
 */
public record CgroupSupport(
    int version,
    Memory memory,
    Cpu cpu,
    boolean pids,
    BlockIo blockIo,
    String processors,
    String memoryNodes) {

  /** Of the host that this process runs on. */
  public static CgroupSupport detect() {
    throw new UnsupportedOperationException();
  }

  public record Memory(
      boolean limit,
      boolean swap,
      boolean reservation,
      boolean swappiness,
      boolean oomKillDisable) {}

  public record Cpu(boolean shares, boolean quota, boolean realtime, boolean cpuset) {}

  public record BlockIo(boolean weight, boolean weightDevice, boolean throttle) {}
}
