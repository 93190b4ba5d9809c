package io.drydock.oci.validate;

import static io.drydock.oci.validate.Rules.FLAG;
import static io.drydock.oci.validate.Rules.TEXT;
import static io.drydock.oci.validate.Rules.UINT32;
import static io.drydock.oci.validate.Rules.UINT64;
import static io.drydock.oci.validate.Rules.listOf;
import static io.drydock.oci.validate.Rules.may;
import static io.drydock.oci.validate.Rules.must;
import static io.drydock.oci.validate.Rules.object;
import static io.drydock.oci.validate.Rules.oneOf;
import static io.drydock.oci.validate.Rules.someOf;

/** Seccomp filters: config-linux.md and features-linux.md, "Seccomp". */
final class SeccompRules {
  private static final Rule ARCHITECTURES =
      listOf(
          oneOf(
              "SCMP_ARCH_X86",
              "SCMP_ARCH_X86_64",
              "SCMP_ARCH_X32",
              "SCMP_ARCH_ARM",
              "SCMP_ARCH_AARCH64",
              "SCMP_ARCH_LOONGARCH64",
              "SCMP_ARCH_M68K",
              "SCMP_ARCH_MIPS",
              "SCMP_ARCH_MIPS64",
              "SCMP_ARCH_MIPS64N32",
              "SCMP_ARCH_MIPSEL",
              "SCMP_ARCH_MIPSEL64",
              "SCMP_ARCH_MIPSEL64N32",
              "SCMP_ARCH_PPC",
              "SCMP_ARCH_PPC64",
              "SCMP_ARCH_PPC64LE",
              "SCMP_ARCH_S390",
              "SCMP_ARCH_S390X",
              "SCMP_ARCH_SH",
              "SCMP_ARCH_SHEB",
              "SCMP_ARCH_PARISC",
              "SCMP_ARCH_PARISC64",
              "SCMP_ARCH_RISCV64"));

  private static final Rule ACTION =
      oneOf(
          "SCMP_ACT_KILL",
          "SCMP_ACT_KILL_PROCESS",
          "SCMP_ACT_KILL_THREAD",
          "SCMP_ACT_TRAP",
          "SCMP_ACT_ERRNO",
          "SCMP_ACT_TRACE",
          "SCMP_ACT_ALLOW",
          "SCMP_ACT_LOG",
          "SCMP_ACT_NOTIFY");

  private static final Rule FLAGS =
      listOf(
          oneOf(
              "SECCOMP_FILTER_FLAG_TSYNC",
              "SECCOMP_FILTER_FLAG_LOG",
              "SECCOMP_FILTER_FLAG_SPEC_ALLOW",
              "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"));

  private static final Rule OPERATOR =
      oneOf(
          "SCMP_CMP_NE",
          "SCMP_CMP_LT",
          "SCMP_CMP_LE",
          "SCMP_CMP_EQ",
          "SCMP_CMP_GE",
          "SCMP_CMP_GT",
          "SCMP_CMP_MASKED_EQ");

  private static final Rule ARGUMENT =
      object(
          must("index", UINT32),
          must("value", UINT64),
          may("valueTwo", UINT64),
          must("op", OPERATOR));

  private static final Rule SYSTEM_CALLS =
      object(
          must("names", someOf(TEXT)),
          must("action", ACTION),
          may("errnoRet", UINT32),
          may("args", listOf(ARGUMENT)));

  static final Rule SECCOMP =
      object(
          must("defaultAction", ACTION),
          may("defaultErrnoRet", UINT32),
          may("flags", FLAGS),
          may("listenerPath", TEXT),
          may("listenerMetadata", TEXT),
          may("architectures", ARCHITECTURES),
          may("syscalls", listOf(SYSTEM_CALLS)));

  static final Rule FEATURES =
      object(
          may("enabled", FLAG),
          may("actions", listOf(ACTION)),
          may("operators", listOf(OPERATOR)),
          may("archs", ARCHITECTURES),
          may("knownFlags", FLAGS),
          may("supportedFlags", FLAGS));

  private SeccompRules() {}
}
