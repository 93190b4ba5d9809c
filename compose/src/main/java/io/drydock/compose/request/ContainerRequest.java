package io.drydock.compose.request;

import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.HealthCheck;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceProcess;
import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.container.ContainerSpec;
import io.drydock.core.Release;
import io.drydock.oci.ContainerConfig.Healthcheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/** A container of a service as the Engine API is asked for it. */
public final class ContainerRequest {
  private final Project project;
  private final Service service;
  private final int number;
  private final Surroundings surroundings;

  /**
   * @param number of the container within its service, from 1
   */
  public ContainerRequest(Project project, Service service, int number, Surroundings surroundings) {
    this.project = project;
    this.service = service;
    this.number = number;
    this.surroundings = surroundings;
  }

  /** {@code PROJECT-SERVICE-N}, or the name that the service asks for. */
  public String name() {
    return Names.container(project, service, number);
  }

  public ContainerSpec spec() {
    var networking = new NetworkingRequest(project, service, name(), surroundings);
    return new ContainerSpec(
        settings(networking),
        new HostRequest(project, service, surroundings).host(networking),
        networking.endpoints());
  }

  private ContainerSettings settings(NetworkingRequest networking) {
    ServiceProcess process = service.process();
    return new ContainerSettings(
        Names.image(project, service),
        service.networking().hostname().orElse(""),
        service.networking().domainname().orElse(""),
        process.user().orElse(""),
        new StandardStreams(
            false, true, true, process.tty(), process.stdinOpen(), process.stdinOpen()),
        networking.exposedPorts(),
        environment(),
        process.command(),
        process.entrypoint().map(ContainerRequest::entrypoint),
        process.healthCheck().map(ContainerRequest::healthcheck),
        new LinkedHashSet<>(),
        process.workingDir().orElse(""),
        service.networking().networkMode().filter(each -> each.equals("disabled")).isPresent(),
        "",
        List.of(),
        labels(),
        service.life().stopSignal().orElse(""),
        stopTimeout(),
        List.of());
  }

  /** An empty entrypoint clears the image's, which the API wants said by one empty word. */
  private static List<String> entrypoint(List<String> words) {
    return words.isEmpty() ? List.of("") : words;
  }

  private List<String> environment() {
    var all = new LinkedHashMap<>(service.process().environment());
    surroundings.variables().forEach((name, value) -> all.put(name, Optional.of(value)));
    var list = new ArrayList<String>();
    all.forEach((name, value) -> list.add(value.map(each -> name + "=" + each).orElse(name)));
    return list;
  }

  private OptionalInt stopTimeout() {
    Optional<Duration> grace = service.life().stopGracePeriod();
    return grace.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.ceilDiv(grace.get().toMillis(), 1000));
  }

  private static Healthcheck healthcheck(HealthCheck check) {
    return new Healthcheck(
        check.disable() ? List.of("NONE") : check.test(),
        nanos(check.interval()),
        nanos(check.timeout()),
        nanos(check.startPeriod()),
        nanos(check.startInterval()),
        check.retries().orElse(0));
  }

  private static long nanos(Optional<Duration> duration) {
    return duration.map(Duration::toNanos).orElse(0L);
  }

  private SequencedMap<String, String> labels() {
    var labels = new LinkedHashMap<>(service.process().labels());
    var definition = Definition.of(service, surroundings.firstIds());
    labels.put(Labels.PROJECT, project.name());
    labels.put(Labels.SERVICE, service.name());
    labels.put(Labels.CONTAINER_NUMBER, Integer.toString(number));
    labels.put(Labels.ONE_OFF, "False");
    labels.put(Labels.CONFIG_HASH, definition.hash());
    labels.put(Labels.WORKING_DIR, project.workingDir().toString());
    labels.put(Labels.CONFIG_FILES, configFiles(project));
    labels.put(Labels.DEPENDS_ON, dependsOn());
    labels.put(Labels.VERSION, Release.VERSION);
    labels.put(Labels.DEFINITION, definition.pack());
    if (!surroundings.imageId().isEmpty()) {
      labels.put(Labels.IMAGE, surroundings.imageId());
    }
    InjectedFile.hash(InjectedFile.of(project, service))
        .ifPresent(each -> labels.put(Labels.CONTENTS, each));
    return labels;
  }

  /** The paths of a project's files, as the label holds them. */
  static String configFiles(Project project) {
    return String.join(",", project.files().stream().map(Object::toString).toList());
  }

  private String dependsOn() {
    var parts = new ArrayList<String>();
    for (Map.Entry<String, Dependency> each : service.life().dependsOn().entrySet()) {
      parts.add(
          each.getKey() + ":" + each.getValue().condition() + ":" + each.getValue().restart());
    }
    return String.join(",", parts);
  }
}
