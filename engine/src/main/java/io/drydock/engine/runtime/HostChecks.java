package io.drydock.engine.runtime;

import static io.drydock.engine.runtime.Refusals.invalid;
import static io.drydock.engine.runtime.Refusals.refuseIf;

import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.Resources;
import io.drydock.container.Resources.Ulimit;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Checks of how a container runs on its host, but for its network and resources. */
final class HostChecks {
  private static final Set<String> RUNTIMES = Set.of("", "runc", "crun", "io.containerd.runc.v2");
  private static final int WORST_SCORE = 1000;
  private static final Path SELINUX = Path.of("/sys/fs/selinux/enforce");

  private HostChecks() {}

  static void check(HostConfig host) {
    check(host.restartPolicy());
    refuseIf(
        host.autoRemove() && !host.restartPolicy().isNo(),
        "can't create 'AutoRemove' container with restart policy");
    checkCapabilities("CapAdd", host.security().capAdd());
    checkCapabilities("CapDrop", host.security().capDrop());
    refuseIf(
        host.annotations().containsKey(""),
        "invalid Annotations: the empty string is not permitted as an annotation key");
    check(host.namespaces());
    checkLimits(host.resources());
    refuseIf(
        !RUNTIMES.contains(host.runtime()),
        "unknown or invalid runtime name: %s".formatted(host.runtime()));
    checkLabels(SecurityChoices.of(host.security()));
    checkTemporary(host.storage().tmpfs().keySet());
    Sysctls.check(host);
    host.resources().devices().cgroupRules().forEach(DeviceRules::parse);
  }

  private static void check(RestartPolicy policy) {
    String prefix = "invalid restart policy: ";
    switch (policy.name()) {
      case "" -> {}
      case "no", "always", "unless-stopped" ->
          refuseIf(
              policy.maximumRetryCount() != 0,
              prefix
                  + "maximum retry count can only be used with 'on-failure'"
                  + (policy.maximumRetryCount() < 0 ? " and cannot be negative" : ""));
      case "on-failure" ->
          refuseIf(
              policy.maximumRetryCount() < 0, prefix + "maximum retry count cannot be negative");
      default ->
          throw invalid(
              prefix
                  + "unknown policy '"
                  + policy.name()
                  + "'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'");
    }
  }

  private static void checkCapabilities(String member, List<String> names) {
    try {
      Capabilities.normalize(names);
    } catch (DrydockException e) {
      throw invalid("invalid " + member + ": " + e.getMessage());
    }
  }

  private static void check(Namespaces asked) {
    refuseIf(
        !isOneOf(asked.ipc(), "none", "private", "shareable", "host") && !isContainer(asked.ipc()),
        "invalid IPC mode: %s".formatted(asked.ipc()));
    refuseIf(
        !isOneOf(asked.pid(), "private", "host") && !isContainer(asked.pid()),
        "invalid PID mode: %s".formatted(asked.pid()));
    refuseIf(!isOneOf(asked.uts(), "host"), "invalid UTS mode: %s".formatted(asked.uts()));
    refuseIf(
        !isOneOf(asked.cgroup(), "private", "host"),
        "invalid cgroup namespace mode: %s".formatted(asked.cgroup()));
    if (!isOneOf(asked.user(), "host")) {
      throw invalid("invalid USER mode: " + asked.user())
          .withHint("containers share the host's user namespace: leave it out or say host");
    }
  }

  private static boolean isOneOf(String mode, String... known) {
    return mode.isEmpty() || List.of(known).contains(mode);
  }

  private static boolean isContainer(String mode) {
    return mode.startsWith("container:") && mode.length() > "container:".length();
  }

  private static void checkLimits(Resources resources) {
    refuseIf(resources.shmSizeBytes() < 0, "SHM size can not be less than 0");
    int score = resources.oomScoreAdjustment();
    refuseIf(
        Math.abs(score) > WORST_SCORE,
        "Invalid value %d, range for oom score adj is [-1000, 1000]".formatted(score));
    for (Ulimit each : resources.ulimits()) {
      refuseIf(
          !ProcessLimits.TITLES.containsKey(each.name()),
          "invalid ulimit type: %s".formatted(each.name()));
      refuseIf(
          Long.compareUnsigned(each.soft(), each.hard()) > 0,
          "ulimit soft limit must be less than or equal to hard limit: %d > %d"
              .formatted(each.soft(), each.hard()));
    }
    for (Resources.Device each : resources.devices().mapped()) {
      refuseIf(
          !each.permissions().matches("[rwm]{0,3}"),
          "invalid device mode: %s".formatted(each.permissions()));
    }
  }

  /** Where SELinux is off its labels mean nothing, as with Docker; where it is on we set none. */
  private static void checkLabels(SecurityChoices choices) {
    boolean wanted = choices.labels().stream().anyMatch(each -> !each.equals("disable"));
    if (wanted && Files.exists(SELINUX)) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "Drydock does not label containers for SELinux: --security-opt label="
                  + choices.labels().getFirst())
          .withHint("leave it out, or say label=disable");
    }
  }

  private static void checkTemporary(Set<String> places) {
    for (String place : places) {
      refuseIf(
          !place.startsWith("/"),
          "invalid mount path: '%s' mount path must be absolute".formatted(place));
      refuseIf(Path.of(place).normalize().equals(Path.of("/")), "destination can't be '/'");
    }
  }
}
