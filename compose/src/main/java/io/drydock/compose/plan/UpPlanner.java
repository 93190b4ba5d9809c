package io.drydock.compose.plan;

import io.drydock.compose.plan.Operation.Await;
import io.drydock.compose.plan.Operation.CallProvider;
import io.drydock.compose.plan.Operation.RemoveContainer;
import io.drydock.compose.plan.Operation.RunPreStart;
import io.drydock.compose.plan.Operation.StartContainer;
import io.drydock.compose.plan.Operation.StopContainer;
import io.drydock.compose.plan.Reason.Cause;
import io.drydock.compose.plan.ServicePlan.Member;
import io.drydock.compose.request.References;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.Health;
import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Dependency.Condition;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Plans what {@code up} has to do. */
public final class UpPlanner {
  private final Facts facts;
  private final UpRequest request;
  private final ServiceGraph graph;
  private final Plan.Builder plan = new Plan.Builder();
  private final ResourcePlan resources;
  private final Map<String, ServicePlan> services = new LinkedHashMap<>();

  /** Steps after which a service is started. */
  private final Map<String, List<Integer>> started = new HashMap<>();

  private final Map<String, Integer> awaits = new HashMap<>();

  private UpPlanner(Facts facts, UpRequest request, VolumeChoice choice) {
    this.facts = facts;
    this.request = request;
    this.graph = ServiceGraph.of(facts.project());
    this.resources = new ResourcePlan(facts, choice, plan);
  }

  /**
   * The plan that brings the engine from the state it is in to what is asked for.
   *
   * @throws io.drydock.core.DrydockException of kind NOT_FOUND for services and external resources
   *     that do not exist, CONFLICT for services that publish the same port of the host
   */
  public static Plan plan(Facts facts, UpRequest request, VolumeChoice choice) {
    return new UpPlanner(facts, request, choice).plan();
  }

  private Project project() {
    return facts.project();
  }

  private Service service(String name) {
    return Objects.requireNonNull(project().services().get(name));
  }

  private Plan plan() {
    Set<String> meant = Selection.of(project(), graph, request);
    refusePortConflicts(meant);
    resources.add(meant);
    orphans();
    for (String name : graph.order()) {
      if (meant.contains(name)) {
        addService(service(name), meant);
      }
    }
    return plan.build();
  }

  private void refusePortConflicts(Set<String> meant) {
    var ports = new PublishedPorts();
    for (Service each : project().services().values()) {
      if (request.start() && meant.contains(each.name())) {
        ports.add(each, request.scale().getOrDefault(each.name(), each.replicas()));
      }
    }
  }

  private void orphans() {
    var orphans = new ArrayList<ContainerState>();
    for (ContainerState each : facts.state().containers()) {
      if (!each.isOneOff() && project().service(each.service()).isEmpty()) {
        orphans.add(each);
      }
    }
    if (request.removeOrphans()) {
      orphans.forEach(each ->
          plan.add(
              new RemoveContainer(each, Optional.empty(), true, false),
              Reason.of(Cause.ORPHAN),
              List.of()));
    } else if (!orphans.isEmpty()) {
      plan.warn(orphanWarning(orphans));
    }
  }

  /** What is said of containers that belong to no service, and stay. */
  public static String orphanWarning(List<ContainerState> orphans) {
    return "Found orphan containers (%s) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up."
        .formatted(String.join(", ", orphans.stream().map(ContainerState::name).toList()));
  }

  private void addService(Service service, Set<String> meant) {
    if (!service.models().isEmpty()) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "service \"%s\" uses models, and there is no model runner here"
                  .formatted(service.name()))
          .at(service.location());
    }
    if (service.provider().isPresent()) {
      int call =
          plan.add(
              new CallProvider(service, "up"), Reason.of(Cause.FORCED), conditions(service, meant));
      started.put(service.name(), List.of(call));
      return;
    }
    boolean named = request.services().isEmpty() || request.services().contains(service.name());
    var members =
        new ServicePlan(
            facts, service, named ? request.recreate() : request.recreateDependencies(), request);
    services.put(service.name(), members);
    members.decide(resources, sharedIsReplaced(service));
    stopDependents(service, members);
    members.addRemovals(plan);
    if (request.start() && members.isRolling()) {
      started.put(
          service.name(), members.addRolling(plan, before(service), conditions(service, meant)));
      startOthers(service, members, meant);
    } else {
      members.addCreations(plan, before(service));
      if (request.start()) {
        startOthers(service, members, meant);
      }
    }
  }

  /** The services of which a namespace is shared, and which are made anew. */
  private Optional<String> sharedIsReplaced(Service service) {
    for (String each : References.shared(service)) {
      ServicePlan other = services.get(each);
      if (other != null && other.isChanged()) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Steps after which the service's containers can be made. */
  private Set<Integer> before(Service service) {
    var after = new LinkedHashSet<>(resources.of(service));
    for (String each : References.needed(service)) {
      ServicePlan other = services.get(each);
      if (other != null) {
        after.addAll(other.creations());
      }
    }
    for (String each : References.shared(service)) {
      after.addAll(started.getOrDefault(each, List.of()));
    }
    after.addAll(startedBeforeWait(service));
    return after;
  }

  /**
   * The starts of what the service waits for. Its containers are made during that wait and not
   * before it, so that what the wait is for has the machine to itself; a provider's variables are
   * known then, too.
   */
  private Set<Integer> startedBeforeWait(Service service) {
    var after = new LinkedHashSet<Integer>();
    service
        .life()
        .dependsOn()
        .forEach((name, dependency) -> {
          Service other = project().services().get(name);
          boolean provided = other != null && other.provider().isPresent();
          if (provided || dependency.condition() != Condition.STARTED) {
            after.addAll(started.getOrDefault(name, List.of()));
          }
        });
    return after;
  }

  /** Those that want to be restarted with the service are stopped before it is replaced. */
  private void stopDependents(Service service, ServicePlan members) {
    if (!members.replacesRunning() || !request.start()) {
      return;
    }
    for (String name : graph.dependents(service.name())) {
      Service dependent = service(name);
      Dependency dependency = dependent.life().dependsOn().get(service.name());
      if (dependency == null || !dependency.restart()) {
        continue;
      }
      for (ContainerState each : facts.state().of(name)) {
        if (each.status().isUp()) {
          int stop =
              plan.add(
                  new StopContainer(each, Optional.of(dependent)),
                  Reason.of(Cause.DEPENDENCY, service.name()),
                  List.of());
          members.after(stop);
          resources.stopped(each);
        }
      }
    }
  }

  private void startOthers(Service service, ServicePlan members, Set<String> meant) {
    List<Member> idle = members.idle(resources);
    if (idle.isEmpty()) {
      started.putIfAbsent(service.name(), List.of());
      return;
    }
    var conditions = new LinkedHashSet<>(conditions(service, meant));
    if (!service.life().preStart().isEmpty()) {
      var after = new LinkedHashSet<>(conditions);
      idle.forEach(each -> each.step().ifPresent(after::add));
      conditions.add(plan.add(new RunPreStart(service), Reason.of(Cause.NOT_RUNNING), after));
    }
    var starts = new ArrayList<>(started.getOrDefault(service.name(), List.of()));
    for (Member each : idle) {
      var after = new LinkedHashSet<>(conditions);
      each.step().ifPresent(after::add);
      after.addAll(resources.stopOf(each.present()));
      starts.add(
          plan.add(
              new StartContainer(
                  service.name(),
                  Optional.of(service),
                  each.number(),
                  each.name(),
                  each.isPaused()),
              each.startReason(),
              after));
    }
    started.put(service.name(), starts);
  }

  /** Steps after which all that the service depends on is as far as it has to be. */
  private Set<Integer> conditions(Service service, Set<String> meant) {
    var after = new LinkedHashSet<Integer>();
    if (!request.start()) {
      return after;
    }
    service
        .life()
        .dependsOn()
        .forEach((name, dependency) -> {
          Service other = project().services().get(name);
          if (other != null && meant.contains(name)) {
            if (dependency.condition() == Condition.STARTED || other.provider().isPresent()) {
              after.addAll(started.getOrDefault(name, List.of()));
            } else {
              await(other, dependency).ifPresent(after::add);
            }
          }
        });
    for (String each : References.needed(service)) {
      after.addAll(started.getOrDefault(each, List.of()));
    }
    return after;
  }

  private Optional<Integer> await(Service other, Dependency dependency) {
    List<Integer> starts = started.getOrDefault(other.name(), List.of());
    if (starts.isEmpty() && isReached(other, dependency.condition())) {
      return Optional.empty();
    }
    String key = other.name() + " " + dependency.condition() + " " + dependency.required();
    return Optional.of(
        awaits.computeIfAbsent(
            key,
            each ->
                plan.add(
                    new Await(other.name(), dependency.condition(), dependency.required()),
                    Reason.of(Cause.CONDITION),
                    starts)));
  }

  private boolean isReached(Service service, Condition condition) {
    List<ContainerState> containers = facts.state().of(service.name());
    return !containers.isEmpty()
        && containers.stream()
            .allMatch(each ->
                condition == Condition.HEALTHY
                    ? each.status() == ContainerStatus.RUNNING && each.health() == Health.HEALTHY
                    : each.status() == ContainerStatus.EXITED && each.exitCode() == 0);
  }
}
