package io.drydock.engine.runtime;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.linux.sandbox.Confinement;
import io.drydock.linux.syscall.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Docker's default seccomp profile in the runtime specification's form (config-linux.md,
 * "Seccomp"): what is on the list passes, more with some capabilities, everything else fails with
 * EPERM.
 */
final class SeccompDefaults {
  private static final String ALLOW = "SCMP_ACT_ALLOW";
  private static final String ERRNO = "SCMP_ACT_ERRNO";
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final long AF_VSOCK = 40;

  /** The flags of {@code clone(2)} that make namespaces. */
  private static final long NAMESPACE_FLAGS = 0x7e020000;

  /** Linux, Linux with 32-bit {@code uname}, both without address randomisation; a query. */
  private static final List<Long> PERSONALITIES = List.of(0L, 8L, 0x20000L, 0x20008L, 0xffffffffL);

  /** Calls that depend on more than their name. */
  private static final Set<String> CONDITIONAL =
      Set.of("clone", "clone3", "socket", "personality", "chroot");

  /** What more passes with a capability. */
  private static final Map<String, List<String>> BY_CAPABILITY =
      Map.ofEntries(
          Map.entry("CAP_DAC_READ_SEARCH", List.of("open_by_handle_at")),
          Map.entry(
              "CAP_SYS_ADMIN",
              List.of(
                  "bpf",
                  "clone",
                  "clone3",
                  "fanotify_init",
                  "fsconfig",
                  "fsmount",
                  "fsopen",
                  "fspick",
                  "lookup_dcookie",
                  "mount",
                  "mount_setattr",
                  "move_mount",
                  "open_tree",
                  "perf_event_open",
                  "quotactl",
                  "quotactl_fd",
                  "setdomainname",
                  "sethostname",
                  "setns",
                  "syslog",
                  "umount",
                  "umount2",
                  "unshare")),
          Map.entry("CAP_SYS_BOOT", List.of("reboot")),
          Map.entry("CAP_SYS_CHROOT", List.of("chroot")),
          Map.entry("CAP_SYS_MODULE", List.of("delete_module", "init_module", "finit_module")),
          Map.entry("CAP_SYS_PACCT", List.of("acct")),
          Map.entry("CAP_SYS_PTRACE", List.of("kcmp", "pidfd_getfd", "process_madvise")),
          Map.entry("CAP_SYS_RAWIO", List.of("iopl", "ioperm")),
          Map.entry(
              "CAP_SYS_TIME", List.of("settimeofday", "stime", "clock_settime", "clock_settime64")),
          Map.entry("CAP_SYS_TTY_CONFIG", List.of("vhangup")),
          Map.entry(
              "CAP_SYS_NICE",
              List.of("get_mempolicy", "mbind", "set_mempolicy", "set_mempolicy_home_node")),
          Map.entry("CAP_SYSLOG", List.of("syslog")),
          Map.entry("CAP_BPF", List.of("bpf")),
          Map.entry("CAP_PERFMON", List.of("perf_event_open")));

  private SeccompDefaults() {}

  /** Read once, when the first container needs them. */
  private static final class Unconditional {
    static final List<String> NAMES =
        Confinement.systemCalls().stream().filter(each -> !CONDITIONAL.contains(each)).toList();
  }

  /** The profile of a container with those capabilities. */
  static JsonObject profile(List<String> capabilities) {
    var profile = new JsonObject();
    profile.addProperty("defaultAction", ERRNO);
    profile.addProperty("defaultErrnoRet", EPERM);
    profile.add("architectures", Json.array(architectures(Architecture.host())));
    var rules = new JsonArray();
    rules.add(rule(Unconditional.NAMES, ALLOW, Optional.empty()));
    for (String capability : capabilities) {
      List<String> more = BY_CAPABILITY.get(capability);
      if (more != null) {
        rules.add(rule(more, ALLOW, Optional.empty()));
      }
    }
    if (!capabilities.contains("CAP_SYS_ADMIN")) {
      addCloneRules(rules);
    }
    rules.add(rule(List.of("socket"), ALLOW, condition("SCMP_CMP_NE", AF_VSOCK, 0)));
    for (long value : PERSONALITIES) {
      rules.add(rule(List.of("personality"), ALLOW, condition("SCMP_CMP_EQ", value, 0)));
    }
    profile.add("syscalls", rules);
    return profile;
  }

  /** No namespaces: clone3's flags are in memory, so the C library has to take clone instead. */
  private static void addCloneRules(JsonArray rules) {
    rules.add(rule(List.of("clone"), ALLOW, condition("SCMP_CMP_MASKED_EQ", NAMESPACE_FLAGS, 0)));
    JsonObject clone3 = rule(List.of("clone3"), ERRNO, Optional.empty());
    clone3.addProperty("errnoRet", ENOSYS);
    rules.add(clone3);
  }

  /** The architecture's own convention first, then those that its kernels also take. */
  static List<String> architectures(Architecture host) {
    return switch (host) {
      case AMD64 -> List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32");
      case ARM64 -> List.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM");
    };
  }

  private static JsonObject rule(List<String> names, String action, Optional<JsonObject> argument) {
    var rule = new JsonObject();
    rule.add("names", Json.array(names));
    rule.addProperty("action", action);
    argument.ifPresent(each -> {
      var arguments = new JsonArray();
      arguments.add(each);
      rule.add("args", arguments);
    });
    return rule;
  }

  /** On the first argument. */
  private static Optional<JsonObject> condition(String comparison, long value, long valueTwo) {
    var condition = new JsonObject();
    condition.addProperty("index", 0);
    condition.addProperty("value", value);
    condition.addProperty("valueTwo", valueTwo);
    condition.addProperty("op", comparison);
    return Optional.of(condition);
  }
}
