package io.drydock.engine.runtime;

import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.Memory;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** New limits of a container that exists: those that are set replace the present ones. */
final class ResourceUpdate {
  private ResourceUpdate() {}

  /**
   * @throws DrydockException of kind CONFLICT for what contradicts a present limit
   */
  static Resources apply(Resources current, Resources change) {
    return new Resources(
        memory(current.memory(), change.memory()),
        cpu(current.cpu(), change.cpu()),
        blockIo(current.blockIo(), change.blockIo()),
        current.devices(),
        change.pidsLimit().or(current::pidsLimit),
        current.ulimits(),
        current.cgroupParent(),
        current.oomScoreAdjustment(),
        current.shmSizeBytes());
  }

  private static Memory memory(Memory current, Memory change) {
    // A container without a limit has no limit of swap either.
    conflictIf(
        current.swapBytes() > 0
            && change.limitBytes() > current.swapBytes()
            && change.swapBytes() == 0,
        "Memory limit should be smaller than already set memoryswap limit, update the memoryswap at"
            + " the same time");
    long limit = or(change.limitBytes(), current.limitBytes());
    long swap = or(change.swapBytes(), current.swapBytes());
    return new Memory(
        limit,
        or(change.reservationBytes(), current.reservationBytes()),
        swap == 0 && limit > 0 ? 2 * limit : swap,
        change.swappiness().or(current::swappiness),
        current.oomKillDisable());
  }

  private static Cpu cpu(Cpu current, Cpu change) {
    String nano = "Conflicting options: Nano CPUs cannot be updated as CPU %s has already been set";
    conflictIf(change.nanoCpus() > 0 && current.periodMicros() > 0, nano.formatted("Period"));
    conflictIf(change.nanoCpus() > 0 && current.quotaMicros() > 0, nano.formatted("Quota"));
    String cfs = "Conflicting options: CPU %s cannot be updated as NanoCPUs has already been set";
    conflictIf(change.periodMicros() > 0 && current.nanoCpus() > 0, cfs.formatted("Period"));
    conflictIf(change.quotaMicros() > 0 && current.nanoCpus() > 0, cfs.formatted("Quota"));
    return new Cpu(
        or(change.shares(), current.shares()),
        or(change.nanoCpus(), current.nanoCpus()),
        or(change.periodMicros(), current.periodMicros()),
        or(change.quotaMicros(), current.quotaMicros()),
        or(change.realtimePeriodMicros(), current.realtimePeriodMicros()),
        or(change.realtimeRuntimeMicros(), current.realtimeRuntimeMicros()),
        change.cpus().isEmpty() ? current.cpus() : change.cpus(),
        change.memoryNodes().isEmpty() ? current.memoryNodes() : change.memoryNodes());
  }

  private static BlockIo blockIo(BlockIo current, BlockIo change) {
    return new BlockIo(
        change.weight() == 0 ? current.weight() : change.weight(),
        current.weightDevices(),
        current.readBytesPerSecond(),
        current.writeBytesPerSecond(),
        current.readsPerSecond(),
        current.writesPerSecond());
  }

  private static long or(long changed, long current) {
    return changed == 0 ? current : changed;
  }

  private static void conflictIf(boolean wrong, String message) {
    if (wrong) {
      throw new DrydockException(ErrorKind.CONFLICT, message);
    }
  }
}
