package io.drydock.compose.plan;

import io.drydock.compose.plan.Operation.Await;
import io.drydock.compose.plan.Operation.StartContainer;
import io.drydock.compose.plan.Reason.Cause;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.ProjectState;
import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Dependency.Condition;
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

/** Plans how containers that exist are started: each after what it depends on. */
public final class StartPlanner {
  private final Optional<Project> project;
  private final ServiceGraph graph;
  private final Plan.Builder plan = new Plan.Builder();
  private final Map<String, List<Integer>> started = new HashMap<>();

  private StartPlanner(ProjectState state, Optional<Project> project) {
    this.project = project;
    this.graph =
        project.isPresent() ? ServiceGraph.of(project.get()) : ServiceGraph.of(state.containers());
  }

  /** The plan that starts those of the containers that do not run. */
  public static Plan plan(
      ProjectState state, Optional<Project> project, Collection<ContainerState> containers) {
    return new StartPlanner(state, project).plan(containers);
  }

  private Plan plan(Collection<ContainerState> containers) {
    var order = new LinkedHashSet<>(graph.order());
    containers.forEach(each -> order.add(each.service()));
    for (String name : order) {
      List<ContainerState> idle =
          containers.stream()
              .filter(each -> each.service().equals(name))
              .filter(each -> !each.status().isUp() || each.status() == ContainerStatus.PAUSED)
              .toList();
      if (!idle.isEmpty()) {
        start(name, idle);
      }
    }
    return plan.build();
  }

  private void start(String name, List<ContainerState> idle) {
    Optional<Service> service = project.flatMap(each -> each.service(name));
    Set<Integer> after = conditions(name, service);
    var steps = new ArrayList<Integer>();
    for (ContainerState each : idle) {
      boolean paused = each.status() == ContainerStatus.PAUSED;
      steps.add(
          plan.add(
              new StartContainer(name, service, each.number(), each.name(), paused),
              Reason.of(Cause.NOT_RUNNING),
              after));
    }
    started.put(name, steps);
  }

  private Set<Integer> conditions(String name, Optional<Service> service) {
    var after = new LinkedHashSet<Integer>();
    for (String each : graph.dependencies(name)) {
      List<Integer> starts = started.getOrDefault(each, List.of());
      Optional<Dependency> dependency = service.map(found -> found.life().dependsOn().get(each));
      Condition condition = dependency.map(Dependency::condition).orElse(Condition.STARTED);
      if (condition == Condition.STARTED || starts.isEmpty()) {
        after.addAll(starts);
      } else {
        boolean required = dependency.map(Dependency::required).orElse(true);
        after.add(
            plan.add(new Await(each, condition, required), Reason.of(Cause.CONDITION), starts));
      }
    }
    return after;
  }
}
