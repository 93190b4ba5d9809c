package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.DeviceValue;
import io.drydock.container.Resources.Memory;
import io.drydock.container.Resources.Ulimit;
import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How much of the host a container may use: memory, processors, block devices, processes. */
final class ResourceFlags {
  private static final long MOST_SWAPPINESS = 100;
  private static final Set<String> LIMITS =
      Set.of(
          "core",
          "cpu",
          "data",
          "fsize",
          "locks",
          "memlock",
          "msgqueue",
          "nice",
          "nofile",
          "nproc",
          "rss",
          "rtprio",
          "rttime",
          "sigpending",
          "stack");

  private ResourceFlags() {}

  /** The limits of a new container. */
  static Resources read(FlagValues flags) {
    var byName = new TreeMap<String, Ulimit>();
    flags.each("ulimit", ResourceFlags::ulimit).forEach(each -> byName.put(each.name(), each));
    return new Resources(
        memory(flags),
        cpu(flags),
        blockIo(flags),
        DeviceFlags.read(flags),
        flags.arguments().given("pids-limit")
            ? Optional.of(flags.number("pids-limit"))
            : Optional.empty(),
        List.copyOf(byName.values()),
        flags.text("cgroup-parent"),
        flags.integer("oom-score-adj"),
        flags.one("shm-size", Quantities::bytes).orElse(0L));
  }

  private static Memory memory(FlagValues flags) {
    Optional<Long> swappiness = flags.arguments().value("memory-swappiness").map(Long::parseLong);
    if (swappiness.filter(each -> each != -1 && (each < 0 || each > MOST_SWAPPINESS)).isPresent()) {
      throw invalid(
          "invalid value: " + swappiness.get() + ". Valid memory swappiness range is 0-100");
    }
    return new Memory(
        flags.one("memory", Quantities::bytes).orElse(0L),
        flags.one("memory-reservation", Quantities::bytes).orElse(0L),
        flags.one("memory-swap", Quantities::bytesOrUnlimited).orElse(0L),
        swappiness.or(() -> Optional.of(-1L)),
        flags.arguments().given("oom-kill-disable")
            ? Optional.of(flags.on("oom-kill-disable"))
            : Optional.empty());
  }

  static Cpu cpu(FlagValues flags) {
    return new Cpu(
        flags.number("cpu-shares"),
        flags.one("cpus", Quantities::nanoCpus).orElse(0L),
        flags.number("cpu-period"),
        flags.number("cpu-quota"),
        flags.number("cpu-rt-period"),
        flags.number("cpu-rt-runtime"),
        flags.text("cpuset-cpus"),
        flags.text("cpuset-mems"));
  }

  private static BlockIo blockIo(FlagValues flags) {
    return new BlockIo(
        flags.integer("blkio-weight"),
        flags.each("blkio-weight-device", ResourceFlags::weight),
        flags.each("device-read-bps", ResourceFlags::bytesRate),
        flags.each("device-write-bps", ResourceFlags::bytesRate),
        flags.each("device-read-iops", ResourceFlags::rate),
        flags.each("device-write-iops", ResourceFlags::rate));
  }

  private static DeviceValue weight(String text) {
    int colon = device(text);
    try {
      int weight = Integer.parseInt(text.substring(colon + 1));
      if (weight == 0 || (weight >= 10 && weight <= 1000)) {
        return new DeviceValue(text.substring(0, colon), weight);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw invalid("invalid weight for device: " + text);
  }

  private static DeviceValue bytesRate(String text) {
    int colon = device(text);
    try {
      return new DeviceValue(text.substring(0, colon), Quantities.bytes(text.substring(colon + 1)));
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(),
          "invalid rate for device: "
              + text
              + ". The correct format is <device-path>:<number>[<unit>]. Number must be a positive"
              + " integer. Unit is optional and can be kb, mb, or gb",
          e);
    }
  }

  private static DeviceValue rate(String text) {
    int colon = device(text);
    try {
      return new DeviceValue(
          text.substring(0, colon), Long.parseUnsignedLong(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new DrydockException(
          io.drydock.core.ErrorKind.INVALID,
          "invalid rate for device: "
              + text
              + ". The correct format is <device-path>:<number>. Number must be a positive integer",
          e);
    }
  }

  /** Where the device's path ends. */
  private static int device(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw invalid("bad format: " + text);
    }
    if (!text.startsWith("/dev/")) {
      throw invalid("bad format for device path: " + text);
    }
    return colon;
  }

  private static Ulimit ulimit(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw invalid("invalid ulimit argument: " + text);
    }
    String name = text.substring(0, equals);
    if (!LIMITS.contains(name)) {
      throw invalid("invalid ulimit type: " + name);
    }
    String limits = text.substring(equals + 1);
    var values = new ArrayList<Long>();
    for (String each : limits.split(":", -1)) {
      values.add(limit(each));
    }
    if (values.size() > 2) {
      throw invalid(
          "too many limit value arguments - "
              + limits
              + ", can only have up to two, `soft[:hard]`");
    }
    long soft = values.getFirst();
    long hard = values.getLast();
    if (hard != -1 && soft == -1) {
      throw invalid(
          "ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: "
              + hard);
    }
    if (hard != -1 && soft > hard) {
      throw invalid(
          "ulimit soft limit must be less than or equal to hard limit: " + soft + " > " + hard);
    }
    return new Ulimit(name, soft, hard);
  }

  private static long limit(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DrydockException(
          io.drydock.core.ErrorKind.INVALID,
          "strconv.ParseInt: parsing \"" + text + "\": invalid syntax",
          e);
    }
  }
}
