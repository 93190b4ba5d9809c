package io.drydock.engine.runtime;

import static io.drydock.engine.runtime.Refusals.refuseIf;

import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.DeviceValue;
import io.drydock.container.Resources.Memory;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Checks of limits against what the host's control groups can do. */
final class ResourceChecks {
  private static final long LEAST_MEMORY = 6 << 20;
  private static final long DEFAULT_SHARED_MEMORY = 64 << 20;
  private static final long NANOS = 1_000_000_000;
  private static final int LEAST_SHARES = 2;
  private static final int MOST_SHARES = 262_144;
  private static final int SHORTEST_PERIOD = 1_000;
  private static final int LONGEST_PERIOD = 1_000_000;
  private static final String NOT_MOUNTED = " or the cgroup is not mounted.";
  private static final String UNSUPPORTED = "Your kernel does not support ";

  private final CgroupSupport support;
  private final List<String> warnings = new ArrayList<>();

  ResourceChecks(CgroupSupport support) {
    this.support = support;
  }

  /** What is left of the limits, and why. */
  record Checked(Resources resources, List<String> warnings) {}

  /**
   * @param update whether a container exists already, so that what is unset stays as it is
   */
  Checked check(Resources asked, boolean update) {
    var resources =
        new Resources(
            memory(asked.memory(), update),
            cpu(asked.cpu()),
            blockIo(asked.blockIo()),
            asked.devices(),
            pids(asked.pidsLimit()),
            asked.ulimits(),
            asked.cgroupParent(),
            asked.oomScoreAdjustment(),
            asked.shmSizeBytes() == 0 ? DEFAULT_SHARED_MEMORY : asked.shmSizeBytes());
    return new Checked(resources, List.copyOf(warnings));
  }

  private <T> T supported(T value, T nothing, boolean possible, String warning) {
    if (possible || value.equals(nothing)) {
      return value;
    }
    warnings.add(warning);
    return nothing;
  }

  private Memory memory(Memory asked, boolean update) {
    long limit = asked.limitBytes();
    long swap = asked.swapBytes();
    refuseIf(limit != 0 && limit < LEAST_MEMORY, "Minimum memory limit allowed is 6MB");
    if (limit > 0 && !support.memory().limit()) {
      warnings.add(
          UNSUPPORTED + "memory limit capabilities" + NOT_MOUNTED + " Limitation discarded.");
      limit = 0;
      swap = -1;
    }
    if (limit > 0 && swap != -1 && !support.memory().swap()) {
      warnings.add(
          UNSUPPORTED + "swap limit capabilities" + NOT_MOUNTED + " Memory limited without swap.");
      swap = -1;
    }
    refuseIf(
        limit > 0 && swap > 0 && swap < limit,
        "Minimum memoryswap limit should be larger than memory limit, see usage");
    refuseIf(
        limit == 0 && swap > 0 && !update,
        "You should always set the Memory limit when using Memoryswap limit, see usage");
    long reservation = reservation(asked.reservationBytes(), limit);
    return new Memory(
        limit,
        reservation,
        limit > 0 && swap == 0 && !update ? 2 * limit : swap,
        swappiness(asked.swappiness()),
        oomKillDisable(asked.oomKillDisable(), limit));
  }

  private long reservation(long asked, long limit) {
    long reservation =
        supported(
            asked,
            0L,
            support.memory().reservation(),
            UNSUPPORTED
                + "memory soft limit capabilities"
                + NOT_MOUNTED
                + " Limitation discarded.");
    refuseIf(
        reservation > 0 && reservation < LEAST_MEMORY, "Minimum memory reservation allowed is 6MB");
    refuseIf(
        limit > 0 && reservation > 0 && limit < reservation,
        "Minimum memory limit can not be less than memory reservation limit, see usage");
    return reservation;
  }

  private Optional<Long> swappiness(Optional<Long> asked) {
    Optional<Long> swappiness =
        supported(
            asked.filter(each -> each != -1),
            Optional.empty(),
            support.memory().swappiness(),
            UNSUPPORTED
                + "memory swappiness capabilities"
                + NOT_MOUNTED
                + " Memory swappiness discarded.");
    swappiness.ifPresent(each ->
        refuseIf(
            each < 0 || each > 100,
            "Invalid value: %d, valid memory swappiness range is 0-100".formatted(each)));
    return swappiness;
  }

  private Optional<Boolean> oomKillDisable(Optional<Boolean> asked, long limit) {
    boolean wanted = asked.orElse(false);
    if (!support.memory().oomKillDisable()) {
      if (wanted) {
        warnings.add(UNSUPPORTED + "OomKillDisable. OomKillDisable discarded.");
      }
      return Optional.empty();
    }
    if (wanted && limit == 0) {
      warnings.add(
          "OOM killer is disabled for the container, but no memory limit is set, this can result in"
              + " the system running out of resources.");
    }
    return Optional.of(wanted);
  }

  private Optional<Long> pids(Optional<Long> asked) {
    if (support.pids()) {
      return asked;
    }
    if (asked.orElse(0L) > 0) {
      warnings.add(
          UNSUPPORTED + "PIDs limit capabilities" + NOT_MOUNTED + " PIDs limit discarded.");
    }
    return Optional.empty();
  }

  private Cpu cpu(Cpu asked) {
    boolean quotas = support.cpu().quota();
    String both = "Conflicting options: Nano CPUs and CPU %s cannot both be set";
    refuseIf(asked.nanoCpus() > 0 && asked.periodMicros() > 0, both.formatted("Period"));
    refuseIf(asked.nanoCpus() > 0 && asked.quotaMicros() > 0, both.formatted("Quota"));
    refuseIf(
        asked.nanoCpus() > 0 && !quotas,
        "NanoCPUs can not be set, as your kernel does not support CPU CFS scheduler or the cgroup"
            + " is not mounted");
    int processors = NumberSet.parse(support.processors()).cardinality();
    refuseIf(
        asked.nanoCpus() < 0 || asked.nanoCpus() > processors * NANOS,
        "Range of CPUs is from 0.01 to %d.00, as there are only %d CPUs available"
            .formatted(processors, processors));
    refuseIf(
        asked.shares() < 0 && support.cpu().shares(),
        "invalid CPU shares (%d): value must be a positive integer".formatted(asked.shares()));
    checkRealtime(asked);
    String noScheduler = UNSUPPORTED + "CPU CFS scheduler. CPU period/quota discarded.";
    boolean discarded = !quotas && (asked.periodMicros() != 0 || asked.quotaMicros() != 0);
    if (discarded) {
      warnings.add(noScheduler);
    }
    long period = discarded ? 0 : asked.periodMicros();
    long quota = discarded ? 0 : asked.quotaMicros();
    refuseIf(
        period != 0 && (period < SHORTEST_PERIOD || period > LONGEST_PERIOD),
        "CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
    refuseIf(
        quota > 0 && quota < SHORTEST_PERIOD, "CPU cfs quota can not be less than 1ms (i.e. 1000)");
    return new Cpu(
        shares(asked.shares()),
        asked.nanoCpus(),
        period,
        quota,
        asked.realtimePeriodMicros(),
        asked.realtimeRuntimeMicros(),
        set(asked.cpus(), support.processors(), "cpus", "CPUs"),
        set(asked.memoryNodes(), support.memoryNodes(), "mems", "memory nodes"));
  }

  private void checkRealtime(Cpu asked) {
    long period = asked.realtimePeriodMicros();
    long runtime = asked.realtimeRuntimeMicros();
    refuseIf(
        (period != 0 || runtime != 0) && !support.cpu().realtime(),
        "kernel does not support CPU real-time scheduler");
    refuseIf(
        period != 0 && runtime > period,
        "cpu real-time runtime cannot be higher than cpu real-time period");
  }

  private long shares(long asked) {
    long shares =
        supported(
            asked,
            0L,
            support.cpu().shares(),
            UNSUPPORTED + "CPU shares" + NOT_MOUNTED + " Shares discarded.");
    return shares == 0 ? 0 : Math.clamp(shares, LEAST_SHARES, MOST_SHARES);
  }

  private String set(String asked, String available, String what, String title) {
    String kept =
        supported(
            asked,
            "",
            support.cpu().cpuset(),
            UNSUPPORTED + "cpuset" + NOT_MOUNTED + " Cpuset discarded.");
    try {
      BitSet missing = NumberSet.parse(kept);
      missing.andNot(NumberSet.parse(available));
      refuseIf(
          !missing.isEmpty(),
          "Requested %s are not available - requested %s, available: %s"
              .formatted(title, kept, available));
      return kept;
    } catch (NumberFormatException e) {
      throw Refusals.invalid("Invalid value " + kept + " for cpuset " + what);
    }
  }

  private BlockIo blockIo(BlockIo asked) {
    int weight =
        supported(
            asked.weight(),
            0,
            support.blockIo().weight(),
            UNSUPPORTED + "Block I/O weight" + NOT_MOUNTED + " Weight discarded.");
    refuseIf(
        weight != 0 && (weight < 10 || weight > 1000), "Range of blkio weight is from 10 to 1000");
    return new BlockIo(
        weight,
        supported(
            asked.weightDevices(),
            List.of(),
            support.blockIo().weightDevice(),
            UNSUPPORTED + "Block I/O weight_device" + NOT_MOUNTED + " Weight-device discarded."),
        rates(asked.readBytesPerSecond(), "BPS Block I/O read", "Block I/O BPS read"),
        rates(asked.writeBytesPerSecond(), "BPS Block I/O write", "Block I/O BPS write"),
        rates(asked.readsPerSecond(), "IOPS Block read", "Block I/O IOPS read"),
        rates(asked.writesPerSecond(), "IOPS Block write", "Block I/O IOPS write"));
  }

  private List<DeviceValue> rates(List<DeviceValue> asked, String what, String discarded) {
    for (DeviceValue each : asked) {
      refuseIf(
          each.value() < 0, "invalid rate for device %s: %d".formatted(each.path(), each.value()));
    }
    return supported(
        asked,
        List.of(),
        support.blockIo().throttle(),
        UNSUPPORTED + what + " limit" + NOT_MOUNTED + " " + discarded + " limit discarded.");
  }
}
