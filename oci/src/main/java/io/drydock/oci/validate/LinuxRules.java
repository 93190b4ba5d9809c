package io.drydock.oci.validate;

import static io.drydock.oci.validate.Rules.FLAG;
import static io.drydock.oci.validate.Rules.INT32;
import static io.drydock.oci.validate.Rules.INT64;
import static io.drydock.oci.validate.Rules.TEXT;
import static io.drydock.oci.validate.Rules.TEXTS;
import static io.drydock.oci.validate.Rules.TEXT_BY_NAME;
import static io.drydock.oci.validate.Rules.UINT16;
import static io.drydock.oci.validate.Rules.UINT32;
import static io.drydock.oci.validate.Rules.UINT64;
import static io.drydock.oci.validate.Rules.integer;
import static io.drydock.oci.validate.Rules.listOf;
import static io.drydock.oci.validate.Rules.mapOf;
import static io.drydock.oci.validate.Rules.matching;
import static io.drydock.oci.validate.Rules.may;
import static io.drydock.oci.validate.Rules.must;
import static io.drydock.oci.validate.Rules.object;
import static io.drydock.oci.validate.Rules.oneOf;

/** What the runtime specification says for Linux: config-linux.md and features-linux.md. */
final class LinuxRules {
  private static final Rule NAMESPACE_TYPE =
      oneOf("mount", "pid", "network", "uts", "ipc", "user", "cgroup", "time");

  /** User name spaces' mappings, of the container and of a mount. */
  static final Rule ID_MAPPINGS =
      listOf(object(must("containerID", UINT32), must("hostID", UINT32), must("size", UINT32)));

  static final Rule SCHEDULER =
      object(
          must(
              "policy",
              oneOf(
                  "SCHED_OTHER",
                  "SCHED_FIFO",
                  "SCHED_RR",
                  "SCHED_BATCH",
                  "SCHED_ISO",
                  "SCHED_IDLE",
                  "SCHED_DEADLINE")),
          may("nice", INT32),
          may("priority", INT32),
          may(
              "flags",
              listOf(
                  oneOf(
                      "SCHED_FLAG_RESET_ON_FORK",
                      "SCHED_FLAG_RECLAIM",
                      "SCHED_FLAG_DL_OVERRUN",
                      "SCHED_FLAG_KEEP_POLICY",
                      "SCHED_FLAG_KEEP_PARAMS",
                      "SCHED_FLAG_UTIL_CLAMP_MIN",
                      "SCHED_FLAG_UTIL_CLAMP_MAX"))),
          may("runtime", UINT64),
          may("deadline", UINT64),
          may("period", UINT64));

  private static final Rule DEVICE =
      object(
          must("type", matching("c, b, u or p", "[cbup]")),
          must("path", TEXT),
          may("fileMode", integer(0, 0777)),
          may("major", INT64),
          may("minor", INT64),
          may("uid", UINT32),
          may("gid", UINT32));

  private static final Rule DEVICE_CGROUP =
      object(
          must("allow", FLAG),
          may("type", TEXT),
          may("major", INT64),
          may("minor", INT64),
          may("access", TEXT));

  private static final Rule BLOCK_DEVICE = object(must("major", INT64), must("minor", INT64));
  private static final Rule THROTTLES = listOf(BLOCK_DEVICE.and(object(may("rate", UINT64))));
  private static final Rule WEIGHTS = object(may("weight", UINT16), may("leafWeight", UINT16));

  private static final Rule BLOCK_IO =
      WEIGHTS.and(
          object(
              may("throttleReadBpsDevice", THROTTLES),
              may("throttleWriteBpsDevice", THROTTLES),
              may("throttleReadIOPSDevice", THROTTLES),
              may("throttleWriteIOPSDevice", THROTTLES),
              may("weightDevice", listOf(BLOCK_DEVICE.and(WEIGHTS)))));

  private static final Rule CPU =
      object(
          may("cpus", TEXT),
          may("mems", TEXT),
          may("period", UINT64),
          may("quota", INT64),
          may("burst", UINT64),
          may("realtimePeriod", UINT64),
          may("realtimeRuntime", INT64),
          may("shares", UINT64),
          may("idle", INT64));

  private static final Rule MEMORY =
      object(
          may("kernel", INT64),
          may("kernelTCP", INT64),
          may("limit", INT64),
          may("reservation", INT64),
          may("swap", INT64),
          may("swappiness", UINT64),
          may("disableOOMKiller", FLAG),
          may("useHierarchy", FLAG),
          may("checkBeforeUpdate", FLAG));

  private static final Rule HUGE_PAGES =
      object(
          must("pageSize", matching("a size as 2MB", "[1-9][0-9]*[KMG]B")), must("limit", UINT64));

  private static final Rule NETWORK =
      object(
          may("classID", UINT32),
          may("priorities", listOf(object(must("name", TEXT), must("priority", UINT32)))));

  private static final Rule RESOURCES =
      object(
          may("unified", TEXT_BY_NAME),
          may("devices", listOf(DEVICE_CGROUP)),
          may("pids", object(must("limit", INT64))),
          may("blockIO", BLOCK_IO),
          may("cpu", CPU),
          may("hugepageLimits", listOf(HUGE_PAGES)),
          may("memory", MEMORY),
          may("network", NETWORK),
          may("rdma", mapOf(object(may("hcaHandles", UINT32), may("hcaObjects", UINT32)))));

  private static final Rule INTEL_RDT =
      object(
          may("closID", TEXT),
          may("schemata", TEXTS),
          may("l3CacheSchema", TEXT),
          may("memBwSchema", matching("one line that begins with MB:", "MB:[^\\n]*")),
          may("enableMonitoring", FLAG));

  private static final Rule MEMORY_POLICY =
      object(
          may(
              "mode",
              oneOf(
                  "MPOL_DEFAULT",
                  "MPOL_BIND",
                  "MPOL_INTERLEAVE",
                  "MPOL_WEIGHTED_INTERLEAVE",
                  "MPOL_PREFERRED",
                  "MPOL_PREFERRED_MANY",
                  "MPOL_LOCAL")),
          may("nodes", TEXT),
          may(
              "flags",
              listOf(
                  oneOf("MPOL_F_NUMA_BALANCING", "MPOL_F_RELATIVE_NODES", "MPOL_F_STATIC_NODES"))));

  private static final Rule TIME_OFFSET = object(may("secs", INT64), may("nanosecs", UINT32));

  static final Rule LINUX =
      object(
          may("devices", listOf(DEVICE)),
          may("netDevices", mapOf(object(may("name", TEXT)))),
          may("uidMappings", ID_MAPPINGS),
          may("gidMappings", ID_MAPPINGS),
          may("namespaces", listOf(object(must("type", NAMESPACE_TYPE), may("path", TEXT)))),
          may("resources", RESOURCES),
          may("cgroupsPath", TEXT),
          may("rootfsPropagation", oneOf("private", "shared", "slave", "unbindable")),
          may("seccomp", SeccompRules.SECCOMP),
          may("sysctl", TEXT_BY_NAME),
          may("maskedPaths", TEXTS),
          may("readonlyPaths", TEXTS),
          may("mountLabel", TEXT),
          may("intelRdt", INTEL_RDT),
          may("memoryPolicy", MEMORY_POLICY),
          may("personality", object(may("domain", oneOf("LINUX", "LINUX32")), may("flags", TEXTS))),
          may("timeOffsets", object(may("boottime", TIME_OFFSET), may("monotonic", TIME_OFFSET))));

  private static final Rule ENABLED = object(may("enabled", FLAG));

  private static final Rule CGROUP_FEATURES =
      object(
          may("v1", FLAG),
          may("v2", FLAG),
          may("systemd", FLAG),
          may("systemdUser", FLAG),
          may("rdma", FLAG));

  static final Rule FEATURES =
      object(
          may("namespaces", listOf(NAMESPACE_TYPE)),
          may("capabilities", listOf(matching("CAP_ and a name", "CAP_[A-Z_]+"))),
          may("cgroup", CGROUP_FEATURES),
          may("seccomp", SeccompRules.FEATURES),
          may("apparmor", ENABLED),
          may("selinux", ENABLED),
          may("intelRdt", ENABLED),
          may("mountExtensions", object(may("idmap", ENABLED))),
          may("netDevices", ENABLED));

  private LinuxRules() {}
}
