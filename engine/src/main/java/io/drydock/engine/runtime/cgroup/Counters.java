package io.drydock.engine.runtime.cgroup;

/** What a container's control group counts. */
sealed interface Counters permits OldCounters, UnifiedCounters {
  Statistics.Cpu cpu(HostCounters host);

  Statistics.Memory memory(HostCounters host);

  Statistics.BlockIo blockIo();

  Statistics.Pids pids();
}
