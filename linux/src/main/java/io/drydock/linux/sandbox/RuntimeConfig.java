package io.drydock.linux.sandbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.core.Json;
import io.drydock.linux.sandbox.SandboxSpec.Network;
import io.drydock.linux.sandbox.SandboxSpec.ResourceLimit;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a bundle for an OCI runtime. Everything that is in the root is there
 * already; the runtime adds processes, devices and the system's files.
 *
 * <p>See <a href="https://github.com/opencontainers/runtime-spec">the runtime specification</a>.
 */
final class RuntimeConfig {
  private static final String VERSION = "1.0.2";

  private static final List<String> CAPABILITIES =
      List.of(
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

  /** The flags of {@code clone(2)} that make namespaces. */
  private static final long NAMESPACE_FLAGS = 0x7e020000;

  private static final long AF_VSOCK = 40;
  private static final int ENOSYS = 38;
  private static final List<Long> PERSONALITIES = List.of(0L, 8L, 0x20000L, 0x20008L, 0xffffffffL);

  private final SandboxSpec spec;
  private final boolean inUserNamespace;

  RuntimeConfig(SandboxSpec spec, boolean inUserNamespace) {
    this.spec = spec;
    this.inUserNamespace = inUserNamespace;
  }

  /**
   * The bytes of {@code config.json}.
   *
   * @param root the assembled root
   */
  byte[] write(Path root, String workingDirectory) {
    var config = new JsonObject();
    config.addProperty("ociVersion", VERSION);
    config.add("process", process(workingDirectory));
    var place = new JsonObject();
    place.addProperty("path", root.toString());
    place.addProperty("readonly", false);
    config.add("root", place);
    config.addProperty("hostname", spec.hostname());
    config.add("mounts", mounts());
    config.add("linux", linux());
    return Json.bytes(config);
  }

  private boolean confined() {
    return spec.security() == Security.SANDBOX;
  }

  private JsonObject process(String workingDirectory) {
    var user = new JsonObject();
    user.addProperty("uid", spec.user().uid());
    user.addProperty("gid", spec.user().gid());
    if (!spec.user().groups().isEmpty()) {
      var groups = new JsonArray();
      spec.user().groups().forEach(groups::add);
      user.add("additionalGids", groups);
    }
    var process = new JsonObject();
    process.addProperty("terminal", false);
    process.add("user", user);
    process.add("args", strings(spec.args()));
    process.add("env", strings(spec.env()));
    process.addProperty("cwd", workingDirectory);
    process.add("capabilities", capabilities());
    process.add("rlimits", limits());
    return process;
  }

  private JsonObject capabilities() {
    JsonArray names = strings(confined() ? CAPABILITIES : AllCapabilities.NAMES);
    var sets = new JsonObject();
    sets.add("bounding", names);
    sets.add("effective", names);
    sets.add("permitted", names);
    return sets;
  }

  private JsonArray limits() {
    var limits = new JsonArray();
    for (ResourceLimit each : spec.limits().resources()) {
      var limit = new JsonObject();
      limit.addProperty("type", "RLIMIT_" + each.resource());
      limit.add("soft", unsigned(each.soft()));
      limit.add("hard", unsigned(each.hard()));
      limits.add(limit);
    }
    return limits;
  }

  /** -1, no limit, is the largest number. */
  private static JsonPrimitive unsigned(long value) {
    return new JsonPrimitive(new java.math.BigInteger(Long.toUnsignedString(value)));
  }

  private JsonArray mounts() {
    var mounts = new JsonArray();
    mounts.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
    mounts.add(mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"));
    mounts.add(
        mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666"));
    mounts.add(
        mount(
            "/dev/shm",
            "tmpfs",
            "shm",
            "nosuid",
            "noexec",
            "nodev",
            "mode=1777",
            "size=" + spec.limits().sharedMemoryBytes()));
    mounts.add(mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));
    mounts.add(system());
    return mounts;
  }

  /** In a user namespace with the host's network no new one can be mounted. */
  private JsonObject system() {
    return inUserNamespace
        ? mount("/sys", "none", "/sys", "rbind", "nosuid", "noexec", "nodev", "ro")
        : mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro");
  }

  private static JsonObject mount(String place, String type, String source, String... options) {
    var mount = new JsonObject();
    mount.addProperty("destination", place);
    mount.addProperty("type", type);
    mount.addProperty("source", source);
    mount.add("options", strings(List.of(options)));
    return mount;
  }

  private JsonObject linux() {
    var linux = new JsonObject();
    var namespaces = new JsonArray();
    for (String type : List.of("pid", "ipc", "uts", "mount")) {
      namespaces.add(namespace(type));
    }
    if (spec.network() == Network.NONE) {
      namespaces.add(namespace("network"));
    }
    linux.add("namespaces", namespaces);
    if (confined()) {
      linux.add("maskedPaths", strings(Confinement.HIDDEN_PATHS));
      linux.add("readonlyPaths", strings(Confinement.READ_ONLY_PATHS));
      linux.add("seccomp", seccomp());
    }
    return linux;
  }

  private static JsonObject namespace(String type) {
    var namespace = new JsonObject();
    namespace.addProperty("type", type);
    return namespace;
  }

  /** As {@link SeccompProfile}, in the runtime's terms. */
  private static JsonObject seccomp() {
    var seccomp = new JsonObject();
    seccomp.addProperty("defaultAction", "SCMP_ACT_ERRNO");
    seccomp.add(
        "architectures",
        strings(
            switch (io.drydock.linux.syscall.Architecture.host()) {
              case AMD64 -> List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86");
              case ARM64 -> List.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM");
            }));
    var conditional = List.of("clone", "clone3", "socket", "personality");
    var calls = new JsonArray();
    calls.add(
        rule(
            SeccompProfile.names().stream().filter(each -> !conditional.contains(each)).toList(),
            "SCMP_ACT_ALLOW"));
    JsonObject clone = rule(List.of("clone"), "SCMP_ACT_ALLOW");
    clone.add("args", condition("SCMP_CMP_MASKED_EQ", NAMESPACE_FLAGS));
    calls.add(clone);
    JsonObject clone3 = rule(List.of("clone3"), "SCMP_ACT_ERRNO");
    clone3.addProperty("errnoRet", ENOSYS);
    calls.add(clone3);
    JsonObject socket = rule(List.of("socket"), "SCMP_ACT_ALLOW");
    socket.add("args", condition("SCMP_CMP_NE", AF_VSOCK));
    calls.add(socket);
    for (long value : PERSONALITIES) {
      JsonObject personality = rule(List.of("personality"), "SCMP_ACT_ALLOW");
      personality.add("args", condition("SCMP_CMP_EQ", value));
      calls.add(personality);
    }
    seccomp.add("syscalls", calls);
    return seccomp;
  }

  private static JsonObject rule(List<String> names, String action) {
    var rule = new JsonObject();
    rule.add("names", strings(names));
    rule.addProperty("action", action);
    return rule;
  }

  /** On the first argument. */
  private static JsonArray condition(String comparison, long value) {
    var condition = new JsonObject();
    condition.addProperty("index", 0);
    condition.addProperty("value", value);
    condition.addProperty("valueTwo", 0);
    condition.addProperty("op", comparison);
    var conditions = new JsonArray();
    conditions.add(condition);
    return conditions;
  }

  private static JsonArray strings(List<String> values) {
    var array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  /** What {@link Security#INSECURE} gives. */
  private static final class AllCapabilities {
    private static final List<String> OTHERS =
        List.of(
            "CAP_DAC_READ_SEARCH",
            "CAP_LINUX_IMMUTABLE",
            "CAP_NET_BROADCAST",
            "CAP_NET_ADMIN",
            "CAP_IPC_LOCK",
            "CAP_IPC_OWNER",
            "CAP_SYS_MODULE",
            "CAP_SYS_RAWIO",
            "CAP_SYS_PTRACE",
            "CAP_SYS_PACCT",
            "CAP_SYS_ADMIN",
            "CAP_SYS_BOOT",
            "CAP_SYS_NICE",
            "CAP_SYS_RESOURCE",
            "CAP_SYS_TIME",
            "CAP_SYS_TTY_CONFIG",
            "CAP_LEASE",
            "CAP_AUDIT_CONTROL",
            "CAP_MAC_OVERRIDE",
            "CAP_MAC_ADMIN",
            "CAP_SYSLOG",
            "CAP_WAKE_ALARM",
            "CAP_BLOCK_SUSPEND",
            "CAP_AUDIT_READ");

    private static final List<String> NAMES =
        java.util.stream.Stream.concat(CAPABILITIES.stream(), OTHERS.stream()).toList();
  }
}
