package io.drydock.oci.validate;

import static io.drydock.oci.validate.Rules.FLAG;
import static io.drydock.oci.validate.Rules.INT32;
import static io.drydock.oci.validate.Rules.TEXT;
import static io.drydock.oci.validate.Rules.TEXTS;
import static io.drydock.oci.validate.Rules.TEXT_BY_NAME;
import static io.drydock.oci.validate.Rules.UINT32;
import static io.drydock.oci.validate.Rules.UINT64;
import static io.drydock.oci.validate.Rules.integer;
import static io.drydock.oci.validate.Rules.listOf;
import static io.drydock.oci.validate.Rules.matching;
import static io.drydock.oci.validate.Rules.may;
import static io.drydock.oci.validate.Rules.must;
import static io.drydock.oci.validate.Rules.object;
import static io.drydock.oci.validate.Rules.oneOf;

/** The documents of the OCI runtime specification 1.3; what is Linux's own is in LinuxRules. */
final class RuntimeRules {
  private static final Rule HOOKS =
      listOf(
          object(
              must("path", TEXT),
              may("args", TEXTS),
              may("env", TEXTS),
              may("timeout", integer(1, Long.MAX_VALUE))));

  private static final Rule MOUNT =
      object(
          must("destination", TEXT),
          may("source", TEXT),
          may("type", TEXT),
          may("options", TEXTS),
          may("uidMappings", LinuxRules.ID_MAPPINGS),
          may("gidMappings", LinuxRules.ID_MAPPINGS));

  private static final Rule USER =
      object(
          may("uid", UINT32),
          may("gid", UINT32),
          may("umask", UINT32),
          may("additionalGids", listOf(UINT32)),
          may("username", TEXT));

  private static final Rule CAPABILITIES =
      object(
          may("bounding", TEXTS),
          may("permitted", TEXTS),
          may("effective", TEXTS),
          may("inheritable", TEXTS),
          may("ambient", TEXTS));

  private static final Rule IO_PRIORITY =
      object(
          must("class", oneOf("IOPRIO_CLASS_RT", "IOPRIO_CLASS_BE", "IOPRIO_CLASS_IDLE")),
          may("priority", INT32));

  private static final Rule RLIMIT =
      object(
          must("type", matching("RLIMIT_ and a name", "RLIMIT_[A-Z]+")),
          must("soft", UINT64),
          must("hard", UINT64));

  private static final Rule CPU_LIST = matching("a list of CPUs", "[0-9, -]*");

  private static final Rule PROCESS =
      object(
          must("cwd", TEXT),
          may("args", TEXTS),
          may("commandLine", TEXT),
          may("consoleSize", object(must("height", UINT64), must("width", UINT64))),
          may("env", TEXTS),
          may("terminal", FLAG),
          may("user", USER),
          may("capabilities", CAPABILITIES),
          may("apparmorProfile", TEXT),
          may("oomScoreAdj", integer(Long.MIN_VALUE, Long.MAX_VALUE)),
          may("selinuxLabel", TEXT),
          may("ioPriority", IO_PRIORITY),
          may("noNewPrivileges", FLAG),
          may("scheduler", LinuxRules.SCHEDULER),
          may("rlimits", listOf(RLIMIT)),
          may("execCPUAffinity", object(may("initial", CPU_LIST), may("final", CPU_LIST))));

  /** config.md: the {@code config.json} of a bundle. */
  static final Rule CONFIG =
      object(
          must("ociVersion", TEXT),
          may(
              "hooks",
              object(
                  may("prestart", HOOKS),
                  may("createRuntime", HOOKS),
                  may("createContainer", HOOKS),
                  may("startContainer", HOOKS),
                  may("poststart", HOOKS),
                  may("poststop", HOOKS))),
          may("annotations", TEXT_BY_NAME),
          may("hostname", TEXT),
          may("domainname", TEXT),
          may("mounts", listOf(MOUNT)),
          may("root", object(must("path", TEXT), may("readonly", FLAG))),
          may("process", PROCESS),
          may("linux", LinuxRules.LINUX),
          may("solaris", OtherSystemRules.SOLARIS),
          may("windows", OtherSystemRules.WINDOWS),
          may("vm", OtherSystemRules.VM),
          may("zos", OtherSystemRules.ZOS),
          may("freebsd", OtherSystemRules.FREEBSD));

  /** runtime.md, "State". */
  static final Rule STATE =
      object(
          must("ociVersion", TEXT),
          must("id", TEXT),
          must("status", oneOf("creating", "created", "running", "stopped")),
          must("bundle", TEXT),
          may("pid", integer(0, Long.MAX_VALUE)),
          may("annotations", TEXT_BY_NAME));

  /** features.md. */
  static final Rule FEATURES =
      object(
          must("ociVersionMin", TEXT),
          must("ociVersionMax", TEXT),
          may("hooks", TEXTS),
          may("mountOptions", TEXTS),
          may("annotations", TEXT_BY_NAME),
          may("potentiallyUnsafeConfigAnnotations", TEXTS),
          may("linux", LinuxRules.FEATURES));

  private RuntimeRules() {}
}
