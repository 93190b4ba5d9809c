package io.drydock.cli.compose;

import io.drydock.compose.graph.Standing;
import io.drydock.compose.graph.Standing.Mood;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.Health;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the services of a project stand in the engine. */
final class Standings {
  private Standings() {}

  /** By service; empty when no engine answers. */
  static Map<String, Standing> of(ComposeCall call, Project project) {
    List<ContainerState> containers;
    try {
      containers =
          new Projects(call.engine(), ProjectListener.SILENT).containers(Scope.of(project));
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.UNAVAILABLE) {
        throw e;
      }
      return Map.of();
    }
    var standings = new HashMap<String, Standing>();
    for (Service each : project.services().values()) {
      standings.put(
          each.name(),
          of(each, containers.stream().filter(one -> one.service().equals(each.name())).toList()));
    }
    return standings;
  }

  private static Standing of(Service service, List<ContainerState> containers) {
    if (containers.isEmpty()) {
      return Standing.ABSENT;
    }
    long running =
        containers.stream().filter(each -> each.status() == ContainerStatus.RUNNING).count();
    if (running == 0) {
      return ended(containers);
    }
    int wanted = Math.max(service.replicas(), containers.size());
    String words = running + " of " + wanted + " running";
    if (has(containers, Health.UNHEALTHY)) {
      return new Standing(Mood.BAD, words + ", unhealthy");
    }
    if (has(containers, Health.STARTING)) {
      return new Standing(Mood.BUSY, words + ", health starting");
    }
    String health = has(containers, Health.HEALTHY) ? ", healthy" : "";
    return new Standing(running == wanted ? Mood.GOOD : Mood.BUSY, words + health);
  }

  private static Standing ended(List<ContainerState> containers) {
    ContainerState last = containers.getFirst();
    int code = containers.stream().mapToInt(ContainerState::exitCode).max().orElse(0);
    boolean exited = last.status() == ContainerStatus.EXITED;
    return new Standing(
        code == 0 ? Mood.ABSENT : Mood.BAD,
        exited ? "exited (" + code + ")" : last.status().toString());
  }

  private static boolean has(List<ContainerState> containers, Health health) {
    return containers.stream().anyMatch(each -> each.health() == health);
  }
}
