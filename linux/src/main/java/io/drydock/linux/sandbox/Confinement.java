package io.drydock.linux.sandbox;

import java.util.List;

/**
 * What Docker keeps from every container that is not privileged, for whoever describes one to an
 * OCI runtime.
 *
 * <p>See <a href="https://docs.docker.com/engine/security/">Docker's documentation</a>.
 */
public final class Confinement {
  /** Files and directories of /proc and /sys that are hidden. */
  public static final List<String> HIDDEN_PATHS =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/sys/devices/virtual/powercap",
          "/sys/firmware");

  /** Those that can only be read. */
  public static final List<String> READ_ONLY_PATHS =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private Confinement() {}

  /**
   * The names of the system calls that the default seccomp profile lets through with the default
   * capabilities, some on conditions.
   */
  public static List<String> systemCalls() {
    return SeccompProfile.names();
  }
}
