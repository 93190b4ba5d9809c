package io.drydock.compose.plan;

import io.drydock.compose.plan.Operation.CallProvider;
import io.drydock.compose.plan.Operation.RemoveContainer;
import io.drydock.compose.plan.Operation.RemoveImage;
import io.drydock.compose.plan.Operation.RemoveNetwork;
import io.drydock.compose.plan.Operation.RemoveVolume;
import io.drydock.compose.plan.Operation.StopContainer;
import io.drydock.compose.plan.Reason.Cause;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ProjectState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans how containers are stopped and removed: those that depend on others before those. */
public final class DownPlanner {
  private final ProjectState state;
  private final Optional<Project> project;
  private final ServiceGraph graph;
  private final Plan.Builder plan = new Plan.Builder();
  private final Map<String, List<Integer>> steps = new HashMap<>();

  /**
   * @param project absent when only its containers are known
   */
  public DownPlanner(ProjectState state, Optional<Project> project) {
    this.state = state;
    this.project = project;
    this.graph =
        project.isPresent() ? ServiceGraph.of(project.get()) : ServiceGraph.of(state.containers());
  }

  private Optional<Service> service(String name) {
    return project.flatMap(each -> each.service(name));
  }

  /**
   * Adds calls of the programs that run services in place of containers.
   *
   * @param command {@code stop} or {@code down}
   */
  public DownPlanner callProviders(String command, Collection<Service> services) {
    for (Service each : services) {
      if (each.provider().isPresent()) {
        plan.add(new CallProvider(each, command), Reason.of(Cause.FORCED), List.of());
      }
    }
    return this;
  }

  /** Adds steps that stop the containers. */
  public Plan stop(Collection<ContainerState> containers) {
    List<ContainerState> up = containers.stream().filter(each -> each.status().isUp()).toList();
    inReverse(up, each -> new StopContainer(each, service(each.service())));
    return plan.build();
  }

  /** Adds steps that stop and remove the containers. */
  public DownPlanner remove(Collection<ContainerState> containers, boolean volumes) {
    inReverse(
        containers, each -> new RemoveContainer(each, service(each.service()), true, volumes));
    return this;
  }

  /** Adds steps that remove the project's networks, after its containers. */
  public DownPlanner removeNetworks() {
    Set<Integer> after = all();
    state
        .networks()
        .forEach(each -> plan.add(new RemoveNetwork(each), Reason.of(Cause.FORCED), after));
    return this;
  }

  /** Adds steps that remove volumes, after the containers. */
  public DownPlanner removeVolumes(Collection<String> names) {
    Set<Integer> after = all();
    names.forEach(each -> plan.add(new RemoveVolume(each), Reason.of(Cause.FORCED), after));
    return this;
  }

  /** Adds steps that remove images, after the containers. */
  public DownPlanner removeImages(Collection<String> references) {
    Set<Integer> after = all();
    references.forEach(each -> plan.add(new RemoveImage(each), Reason.of(Cause.FORCED), after));
    return this;
  }

  public Plan build() {
    return plan.build();
  }

  private Set<Integer> all() {
    var all = new LinkedHashSet<Integer>();
    steps.values().forEach(all::addAll);
    return all;
  }

  private interface Ending {
    Operation of(ContainerState container);
  }

  private void inReverse(Collection<ContainerState> containers, Ending ending) {
    var order = new ArrayList<>(graph.order());
    containers.stream()
        .map(ContainerState::service)
        .filter(each -> !order.contains(each))
        .distinct()
        .toList()
        .forEach(order::add);
    for (String name : order.reversed()) {
      var before = new LinkedHashSet<Integer>();
      graph.dependents(name).forEach(each -> before.addAll(steps.getOrDefault(each, List.of())));
      var own = new ArrayList<Integer>();
      for (ContainerState each : containers) {
        if (each.service().equals(name)) {
          own.add(plan.add(ending.of(each), Reason.of(Cause.FORCED), before));
        }
      }
      steps.put(name, own.isEmpty() ? List.copyOf(before) : own);
    }
  }
}
