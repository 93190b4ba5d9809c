package io.drydock.engine.runtime;

import io.drydock.container.ContainerSettings;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** What an image says of containers that are made of it, under what the user asks for. */
public final class ImageDefaults {
  private ImageDefaults() {}

  /**
   * The settings with everything that they leave to the image. The result shows what runs: its
   * entrypoint and command are the effective ones, and no variable lacks a value.
   */
  public static ContainerSettings merge(ContainerSettings asked, ContainerConfig image) {
    Optional<List<String>> entrypoint = entrypoint(asked, image);
    boolean ownEntrypoint = asked.entrypoint().isPresent();
    // An own entrypoint without a command drops the image's command with the image's entrypoint.
    Optional<List<String>> cmd = cmd(asked, image, ownEntrypoint);
    return new ContainerSettings(
        asked.image(),
        asked.hostname(),
        asked.domainname(),
        asked.user().isEmpty() ? image.user() : asked.user(),
        asked.streams(),
        union(image.exposedPorts(), asked.exposedPorts()),
        environment(asked, image),
        cmd,
        entrypoint,
        healthcheck(asked.healthcheck(), image.healthcheck()),
        union(image.volumes(), asked.volumes()),
        asked.workingDir().isEmpty() ? image.workingDir() : asked.workingDir(),
        asked.networkDisabled(),
        asked.macAddress(),
        image.onBuild(),
        labels(asked, image),
        asked.stopSignal().isEmpty() ? image.stopSignal() : asked.stopSignal(),
        asked.stopTimeout(),
        asked.shell().isEmpty() ? image.shell() : asked.shell());
  }

  private static Optional<List<String>> entrypoint(ContainerSettings asked, ContainerConfig image) {
    Optional<List<String>> chosen = asked.entrypoint().or(image::entrypoint);
    return chosen.filter(words -> !words.isEmpty() && !words.equals(List.of("")));
  }

  private static Optional<List<String>> cmd(
      ContainerSettings asked, ContainerConfig image, boolean ownEntrypoint) {
    Optional<List<String>> own = asked.cmd().filter(words -> !words.isEmpty());
    return own.isPresent() || ownEntrypoint ? own : image.cmd();
  }

  /** The image's variables in their order, changed or removed by the user's, then the new ones. */
  private static List<String> environment(ContainerSettings asked, ContainerConfig image) {
    var variables = new LinkedHashMap<String, String>();
    image.env().forEach(each -> put(variables, each));
    asked.env().forEach(each -> put(variables, each));
    return List.copyOf(variables.values());
  }

  private static void put(SequencedMap<String, String> variables, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 0) {
      variables.remove(assignment);
    } else {
      variables.put(assignment.substring(0, equals), assignment);
    }
  }

  private static SequencedSet<String> union(
      SequencedSet<String> first, SequencedSet<String> second) {
    var union = new LinkedHashSet<>(first);
    union.addAll(second);
    return union;
  }

  private static SequencedMap<String, String> labels(
      ContainerSettings asked, ContainerConfig image) {
    var labels = new LinkedHashMap<>(image.labels());
    labels.putAll(asked.labels());
    return labels;
  }

  private static Optional<Healthcheck> healthcheck(
      Optional<Healthcheck> asked, Optional<Healthcheck> image) {
    if (asked.isEmpty() || image.isEmpty()) {
      return asked.or(() -> image);
    }
    Healthcheck own = asked.get();
    Healthcheck under = image.get();
    return Optional.of(
        new Healthcheck(
            own.test().isEmpty() ? under.test() : own.test(),
            own.intervalNanos() == 0 ? under.intervalNanos() : own.intervalNanos(),
            own.timeoutNanos() == 0 ? under.timeoutNanos() : own.timeoutNanos(),
            own.startPeriodNanos() == 0 ? under.startPeriodNanos() : own.startPeriodNanos(),
            own.startIntervalNanos() == 0 ? under.startIntervalNanos() : own.startIntervalNanos(),
            own.retries() == 0 ? under.retries() : own.retries()));
  }

  /** The words of the command that runs: the entrypoint's, then the command's. */
  public static List<String> arguments(ContainerSettings merged) {
    var words = new ArrayList<>(merged.entrypoint().orElse(List.of()));
    words.addAll(merged.cmd().orElse(List.of()));
    return List.copyOf(words);
  }
}
