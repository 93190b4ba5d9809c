package io.drydock.engine.volume;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import io.drydock.linux.mount.Mounts;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of the {@code local} driver, which mount something in the place of a volume's own
 * directory, as mount(8) does: {@code type}, {@code o}, {@code device}.
 */
record LocalOptions(String type, String device, String options) {
  private static final Set<String> KNOWN = Set.of("type", "o", "device", "size");
  private static final Map<String, List<String>> REQUIRED =
      Map.of("device", List.of("type"), "type", List.of("device"), "o", List.of("device", "type"));

  private static final long BIND = 0x1000;
  private static final long READ_ONLY = 0x1;
  private static final long REMOUNT = 0x20;

  static LocalOptions of(Map<String, String> options) {
    return new LocalOptions(
        options.getOrDefault("type", ""),
        options.getOrDefault("device", ""),
        options.getOrDefault("o", ""));
  }

  /**
   * @throws DrydockException of kind INVALID, in Docker's words, for options that cannot be
   */
  static void check(String name, Map<String, String> options) {
    for (String each : options.keySet()) {
      if (!KNOWN.contains(each)) {
        throw invalid(name, "invalid option: \"" + each + "\"");
      }
    }
    if (options.containsKey("size") && Sizes.parse(options.get("size")) > 0) {
      throw invalid(name, "quota size requested but no quota support")
          .withHint("for memory, give the size with o: --opt type=tmpfs --opt o=size=100m");
    }
    REQUIRED.forEach((option, others) -> {
      for (String each : others) {
        if (options.containsKey(option) && !options.containsKey(each)) {
          throw invalid(name, "missing required option: \"" + each + "\"");
        }
      }
    });
  }

  /** Whether anything is to be mounted. */
  boolean isMount() {
    return !type.isEmpty() || !device.isEmpty();
  }

  /** Whether it is empty each time it is mounted. */
  boolean isMemory() {
    return type.equals("tmpfs");
  }

  void mount(String target) {
    long flags = 0;
    var data = new ArrayList<String>();
    for (String each : options.isEmpty() ? List.<String>of() : List.of(options.split(","))) {
      MountFlag flag = MountFlag.of(each);
      if (flag == null) {
        data.add(isNetwork() ? withAddress(each) : each);
      } else {
        flags = flag.clears() ? flags & ~flag.bits() : flags | flag.bits();
      }
    }
    try {
      Mounts.mount(device, target, type, flags, String.join(",", data));
      if ((flags & BIND) != 0 && (flags & READ_ONLY) != 0) {
        Mounts.mount(device, target, type, flags | REMOUNT, String.join(",", data));
      }
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(),
          "failed to mount local volume: mount %s:%s, flags: 0x%x, data: %s: %s"
              .formatted(device, target, flags, String.join(",", data), e.getMessage()),
          null,
          "see the volume's options with: docker volume inspect",
          e);
    }
  }

  private boolean isNetwork() {
    return type.equals("nfs") || type.equals("nfs4") || type.equals("cifs");
  }

  /** The kernel knows no names: it wants the server's address. */
  private static String withAddress(String option) {
    if (!option.startsWith("addr=")) {
      return option;
    }
    String server = option.substring("addr=".length());
    try {
      return "addr=" + InetAddress.getByName(server).getHostAddress();
    } catch (UnknownHostException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "error resolving passed in network volume address: " + server, e);
    }
  }

  private static DrydockException invalid(String name, String reason) {
    return new DrydockException(ErrorKind.INVALID, "create " + name + ": " + reason);
  }
}
