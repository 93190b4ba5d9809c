package io.drydock.container;

import io.drydock.oci.ContainerConfig.Healthcheck;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What runs in a container, wherever it runs: {@code Config} of Docker's API. What is absent or
 * empty here is taken from the image.
 *
 * @param image the reference as the user wrote it, or an image id
 * @param exposedPorts as {@code 80/tcp}
 * @param env {@code NAME=value}, or {@code NAME} alone to remove a variable of the image
 * @param cmd absent to take the image's, which differs from an empty list
 * @param entrypoint absent to take the image's; a list of one empty string removes the image's
 * @param volumes paths in the container that get an anonymous volume
 * @param macAddress of the first endpoint, as clients before API 1.44 ask for it; or empty
 * @param stopSignal a name or number, or empty
 * @param stopTimeout seconds from the stop signal to the kill; negative for no end
 */
public record ContainerSettings(
    String image,
    String hostname,
    String domainname,
    String user,
    StandardStreams streams,
    SequencedSet<String> exposedPorts,
    List<String> env,
    Optional<List<String>> cmd,
    Optional<List<String>> entrypoint,
    Optional<Healthcheck> healthcheck,
    SequencedSet<String> volumes,
    String workingDir,
    boolean networkDisabled,
    String macAddress,
    List<String> onBuild,
    SequencedMap<String, String> labels,
    String stopSignal,
    OptionalInt stopTimeout,
    List<String> shell) {
  public ContainerSettings {
    exposedPorts = Collections.unmodifiableSequencedSet(exposedPorts);
    env = List.copyOf(env);
    cmd = cmd.map(List::copyOf);
    entrypoint = entrypoint.map(List::copyOf);
    volumes = Collections.unmodifiableSequencedSet(volumes);
    onBuild = List.copyOf(onBuild);
    labels = Collections.unmodifiableSequencedMap(labels);
    shell = List.copyOf(shell);
  }

  /** Settings that leave everything to the image of that name. */
  public static ContainerSettings of(String image) {
    return new ContainerSettings(
        image,
        "",
        "",
        "",
        StandardStreams.NONE,
        new LinkedHashSet<>(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new LinkedHashSet<>(),
        "",
        false,
        "",
        List.of(),
        new LinkedHashMap<>(),
        "",
        OptionalInt.empty(),
        List.of());
  }

  /** The same with another command. */
  public ContainerSettings withCmd(List<String> words) {
    return new ContainerSettings(
        image,
        hostname,
        domainname,
        user,
        streams,
        exposedPorts,
        env,
        Optional.of(words),
        entrypoint,
        healthcheck,
        volumes,
        workingDir,
        networkDisabled,
        macAddress,
        onBuild,
        labels,
        stopSignal,
        stopTimeout,
        shell);
  }

  /** The same with other standard streams. */
  public ContainerSettings withStreams(StandardStreams changed) {
    return new ContainerSettings(
        image,
        hostname,
        domainname,
        user,
        changed,
        exposedPorts,
        env,
        cmd,
        entrypoint,
        healthcheck,
        volumes,
        workingDir,
        networkDisabled,
        macAddress,
        onBuild,
        labels,
        stopSignal,
        stopTimeout,
        shell);
  }

  /** The same with another host name. */
  public ContainerSettings withHostname(String changed) {
    return new ContainerSettings(
        image,
        changed,
        domainname,
        user,
        streams,
        exposedPorts,
        env,
        cmd,
        entrypoint,
        healthcheck,
        volumes,
        workingDir,
        networkDisabled,
        macAddress,
        onBuild,
        labels,
        stopSignal,
        stopTimeout,
        shell);
  }

  /** The same with other labels. */
  public ContainerSettings withLabels(SequencedMap<String, String> changed) {
    return new ContainerSettings(
        image,
        hostname,
        domainname,
        user,
        streams,
        exposedPorts,
        env,
        cmd,
        entrypoint,
        healthcheck,
        volumes,
        workingDir,
        networkDisabled,
        macAddress,
        onBuild,
        changed,
        stopSignal,
        stopTimeout,
        shell);
  }

  /**
   * What happens with a container's standard streams.
   *
   * @param openStdin keeps standard input open though nobody is attached
   * @param stdinOnce closes standard input when the first attached client leaves
   */
  public record StandardStreams(
      boolean attachStdin,
      boolean attachStdout,
      boolean attachStderr,
      boolean tty,
      boolean openStdin,
      boolean stdinOnce) {
    public static final StandardStreams NONE =
        new StandardStreams(false, false, false, false, false, false);
  }
}
