package io.drydock.engine.runtime;

import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rights of root that a container's processes have, by name; see capabilities(7). */
final class Capabilities {
  static final String SYS_RESOURCE = "CAP_SYS_RESOURCE";
  private static final String ALL = "ALL";

  /** By number. */
  private static final List<String> NAMES =
      List.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_DAC_READ_SEARCH",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_SETGID",
          "CAP_SETUID",
          "CAP_SETPCAP",
          "CAP_LINUX_IMMUTABLE",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_BROADCAST",
          "CAP_NET_ADMIN",
          "CAP_NET_RAW",
          "CAP_IPC_LOCK",
          "CAP_IPC_OWNER",
          "CAP_SYS_MODULE",
          "CAP_SYS_RAWIO",
          "CAP_SYS_CHROOT",
          "CAP_SYS_PTRACE",
          "CAP_SYS_PACCT",
          "CAP_SYS_ADMIN",
          "CAP_SYS_BOOT",
          "CAP_SYS_NICE",
          SYS_RESOURCE,
          "CAP_SYS_TIME",
          "CAP_SYS_TTY_CONFIG",
          "CAP_MKNOD",
          "CAP_LEASE",
          "CAP_AUDIT_WRITE",
          "CAP_AUDIT_CONTROL",
          "CAP_SETFCAP",
          "CAP_MAC_OVERRIDE",
          "CAP_MAC_ADMIN",
          "CAP_SYSLOG",
          "CAP_WAKE_ALARM",
          "CAP_BLOCK_SUSPEND",
          "CAP_AUDIT_READ",
          "CAP_PERFMON",
          "CAP_BPF",
          "CAP_CHECKPOINT_RESTORE");

  /** What Docker leaves to a container that asks for nothing. */
  private static final Set<String> DEFAULT =
      Set.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_SETGID",
          "CAP_SETUID",
          "CAP_SETPCAP",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_RAW",
          "CAP_SYS_CHROOT",
          "CAP_MKNOD",
          "CAP_AUDIT_WRITE",
          "CAP_SETFCAP");

  private Capabilities() {}

  /** Those of a mask, as {@code /proc/PID/status} has it. */
  static List<String> of(long mask) {
    var names = new ArrayList<String>();
    for (int number = 0; number < NAMES.size(); number++) {
      if ((mask >>> number & 1) != 0) {
        names.add(NAMES.get(number));
      }
    }
    return names;
  }

  /**
   * Those of a container.
   *
   * @param available what the engine itself has; nobody can give more
   * @throws DrydockException of kind UNSUPPORTED when one that was asked for by its name is not
   *     among them
   */
  static List<String> of(SecurityOptions security, List<String> available) {
    if (security.privileged()) {
      return available;
    }
    List<String> added = normalize(security.capAdd());
    List<String> dropped = normalize(security.capDrop());
    var chosen = new LinkedHashSet<String>();
    for (String name : available) {
      if (added.contains(ALL) ? !dropped.contains(name) : isKept(name, dropped)) {
        chosen.add(name);
      }
    }
    for (String name : added) {
      if (!name.equals(ALL)) {
        require(name, available);
        chosen.add(name);
      }
    }
    return List.copyOf(chosen);
  }

  private static boolean isKept(String name, List<String> dropped) {
    return DEFAULT.contains(name) && !dropped.contains(name) && !dropped.contains(ALL);
  }

  private static void require(String name, List<String> available) {
    if (!available.contains(name)) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "unable to apply caps: the engine cannot give a container " + name)
          .withHint("this process does not have it itself: start the engine with all rights");
    }
  }

  /**
   * The names in capitals and with their prefix; {@code ALL} stays as it is.
   *
   * @throws DrydockException of kind INVALID for one that does not exist
   */
  static List<String> normalize(List<String> names) {
    return names.stream().map(Capabilities::normalize).distinct().toList();
  }

  private static String normalize(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.equals(ALL)) {
      return ALL;
    }
    String full = upper.startsWith("CAP_") ? upper : "CAP_" + upper;
    if (!NAMES.contains(full)) {
      throw new DrydockException(ErrorKind.INVALID, "unknown capability: \"" + full + "\"");
    }
    return full;
  }
}
