package io.drydock.oci;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * How to run an image: the {@code config} member of an image config (image specification,
 * config.md, with Docker's extensions Healthcheck, OnBuild and Shell).
 *
 * @param user name or number, with an optional {@code :group}; empty for root
 * @param exposedPorts as {@code 80/tcp}
 * @param env as {@code NAME=value}, in order
 * @param entrypoint absent when the image sets none, which differs from an empty list
 * @param cmd absent when the image sets none
 * @param workingDir absolute, or empty for the root
 * @param stopSignal a name or a number, or empty
 * @param onBuild instructions for the build that takes this image as its base
 * @param shell the shell of shell-form instructions, empty for the default
 */
public record ContainerConfig(
    String user,
    SequencedSet<String> exposedPorts,
    List<String> env,
    Optional<List<String>> entrypoint,
    Optional<List<String>> cmd,
    SequencedSet<String> volumes,
    String workingDir,
    SequencedMap<String, String> labels,
    String stopSignal,
    Optional<Healthcheck> healthcheck,
    List<String> onBuild,
    List<String> shell) {

  public static final ContainerConfig EMPTY =
      new ContainerConfig(
          "",
          Collections.emptyNavigableSet(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Collections.emptyNavigableSet(),
          "",
          new LinkedHashMap<>(),
          "",
          Optional.empty(),
          List.of(),
          List.of());

  public ContainerConfig {
    exposedPorts = Collections.unmodifiableSequencedSet(exposedPorts);
    env = List.copyOf(env);
    entrypoint = entrypoint.map(List::copyOf);
    cmd = cmd.map(List::copyOf);
    volumes = Collections.unmodifiableSequencedSet(volumes);
    labels = Collections.unmodifiableSequencedMap(labels);
    onBuild = List.copyOf(onBuild);
    shell = List.copyOf(shell);
  }

  /**
   * How to tell whether a container is well (Docker image specification 1.2, "Healthcheck").
   *
   * @param test {@code NONE}, {@code CMD arg…} or {@code CMD-SHELL command}; empty to inherit
   * @param intervalNanos between two probes, in nanoseconds; 0 to inherit
   * @param timeoutNanos for one probe; 0 to inherit
   * @param startPeriodNanos in which failures don't count; 0 to inherit
   * @param startIntervalNanos between two probes in the start period; 0 to inherit
   * @param retries failures in a row until unhealthy; 0 to inherit
   */
  public record Healthcheck(
      List<String> test,
      long intervalNanos,
      long timeoutNanos,
      long startPeriodNanos,
      long startIntervalNanos,
      int retries) {
    public Healthcheck {
      test = List.copyOf(test);
    }
  }

  /** The variables of {@link #env}, in order; a later duplicate wins. */
  public Map<String, String> environment() {
    var map = new LinkedHashMap<String, String>();
    for (String each : env) {
      int equals = each.indexOf('=');
      map.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return map;
  }
}
