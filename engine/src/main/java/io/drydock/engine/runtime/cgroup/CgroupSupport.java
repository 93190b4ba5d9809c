package io.drydock.engine.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    Hierarchies hierarchies = Hierarchies.ofHost();
    return hierarchies.version() == 1 ? old(hierarchies) : unified(hierarchies);
  }

  private static CgroupSupport old(Hierarchies host) {
    return new CgroupSupport(
        1,
        new Memory(
            has(host, "memory", "memory.limit_in_bytes"),
            has(host, "memory", "memory.memsw.limit_in_bytes"),
            has(host, "memory", "memory.soft_limit_in_bytes"),
            has(host, "memory", "memory.swappiness"),
            has(host, "memory", "memory.oom_control")),
        new Cpu(
            has(host, "cpu", "cpu.shares"),
            has(host, "cpu", "cpu.cfs_quota_us"),
            has(host, "cpu", "cpu.rt_runtime_us"),
            host.root("cpuset").isPresent()),
        host.root("pids").isPresent(),
        new BlockIo(
            belowRoot(host, "blkio", List.of("blkio.weight", "blkio.bfq.weight")),
            belowRoot(host, "blkio", List.of("blkio.weight_device", "blkio.bfq.weight_device")),
            has(host, "blkio", "blkio.throttle.read_bps_device")),
        online("cpu"),
        online("node"));
  }

  private static boolean has(Hierarchies host, String controller, String file) {
    return host.root(controller).filter(root -> Files.exists(root.resolve(file))).isPresent();
  }

  /** Whether the root has one of the files or, since some are never at the root, a group below. */
  private static boolean belowRoot(Hierarchies host, String controller, List<String> files) {
    Optional<Path> root = host.root(controller);
    if (root.isEmpty()) {
      return false;
    }
    try (Stream<Path> groups = Files.list(root.get())) {
      return Stream.concat(Stream.of(root.get()), groups)
          .anyMatch(group -> files.stream().anyMatch(file -> Files.exists(group.resolve(file))));
    } catch (IOException e) {
      return false;
    }
  }

  private static CgroupSupport unified(Hierarchies host) {
    List<String> controllers =
        host.root("memory")
            .map(root -> ControlFile.lines(root.resolve("cgroup.controllers")))
            .filter(lines -> !lines.isEmpty())
            .map(lines -> List.of(lines.getFirst().split(" ", -1)))
            .orElse(List.of());
    boolean memory = controllers.contains("memory");
    boolean cpu = controllers.contains("cpu");
    boolean io = controllers.contains("io");
    return new CgroupSupport(
        2,
        new Memory(memory, memory && Files.exists(Path.of("/proc/swaps")), memory, false, false),
        new Cpu(cpu, cpu, false, controllers.contains("cpuset")),
        controllers.contains("pids"),
        new BlockIo(io, io, io),
        online("cpu"),
        online("node"));
  }

  private static String online(String what) {
    return ControlFile.lines(Path.of("/sys/devices/system/" + what + "/online")).stream()
        .findFirst()
        .orElse("0");
  }

  /** Limits of memory. */
  public record Memory(
      boolean limit,
      boolean swap,
      boolean reservation,
      boolean swappiness,
      boolean oomKillDisable) {}

  /** Limits of processor time. */
  public record Cpu(boolean shares, boolean quota, boolean realtime, boolean cpuset) {}

  /** Limits of block devices. */
  public record BlockIo(boolean weight, boolean weightDevice, boolean throttle) {}
}
