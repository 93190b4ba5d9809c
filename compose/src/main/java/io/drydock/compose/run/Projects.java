package io.drydock.compose.run;

import io.drydock.client.EngineClient;
import io.drydock.compose.plan.DownPlanner;
import io.drydock.compose.plan.Facts;
import io.drydock.compose.plan.Plan;
import io.drydock.compose.plan.ServiceGraph;
import io.drydock.compose.plan.StartPlanner;
import io.drydock.compose.plan.UpPlanner;
import io.drydock.compose.request.Names;
import io.drydock.compose.run.DownRequest.Images;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.ProjectState;
import io.drydock.compose.state.StateReader;
import io.drydock.compose.state.VolumeState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Projects on an engine: brought up, changed and brought down. The door of this module; each method
 * returns when what it is named after is done, and an interrupt of its thread ends it early with an
 * error of kind CANCELLED.
 */
public final class Projects {
  private final Engine engine;
  private final StateReader reader;
  private final ServiceImages images;
  private final ProjectListener listener;

  /** Projects whose images the engine pulls itself. */
  public Projects(EngineClient engine, ProjectListener listener) {
    this(engine, new EngineImages(engine), listener);
  }

  public Projects(EngineClient engine, ServiceImages images, ProjectListener listener) {
    this.engine = new Engine(engine);
    this.reader = new StateReader(engine);
    this.images = images;
    this.listener = listener;
  }

  /**
   * What {@code up} would do, and why; nothing is changed, pulled or built.
   *
   * @throws DrydockException of kind NOT_FOUND for services and external resources that do not
   *     exist
   */
  public Plan plan(Project project, UpOptions options) {
    ProjectState state = up().state(project);
    Map<String, String> ids = reader.imageIds(up().references(project));
    return UpPlanner.plan(new Facts(project, state, ids), options.request(), options.volumes());
  }

  /**
   * Brings a project's containers, networks and volumes to what its files say, and starts them.
   *
   * @return what was done, and why
   */
  public Plan up(Project project, UpOptions options) {
    return up().up(project, options);
  }

  private UpRun up() {
    return new UpRun(engine, reader, images, listener);
  }

  /** The same without starting anything. */
  public Plan create(Project project, UpOptions options) {
    return up(project, options.withoutStart());
  }

  /** Sets numbers of containers, by service. */
  public Plan scale(Project project, Map<String, Integer> numbers, UpOptions options) {
    return up(project, options.withScale(numbers));
  }

  /**
   * Waits until the services' containers run and are healthy, or have ended well where they are to
   * end.
   *
   * @param services empty for all
   * @throws DrydockException of kind STEP_FAILED for a container that does not get there,
   *     UNAVAILABLE when the time is over
   */
  public void awaitReady(Project project, List<String> services, Optional<Duration> limit) {
    new Readiness(engine, reader, listener).await(project, services, limit);
  }

  /** Stops and removes a project's containers and networks; more where that is asked for. */
  public void down(Scope scope, DownRequest request) {
    ProjectState state = reader.read(scope.name());
    List<ContainerState> containers = new ArrayList<>();
    var orphans = new ArrayList<ContainerState>();
    for (ContainerState each : state.containers()) {
      boolean known = scope.project().isEmpty() || scope.service(each.service()).isPresent();
      boolean meant = scope.services().isEmpty() ? known : scope.means(each.service());
      if (meant || (request.removeOrphans() && !known && scope.services().isEmpty())) {
        containers.add(each);
      } else if (!known) {
        orphans.add(each);
      }
    }
    warnOfOrphans(orphans, scope);
    var planner =
        new DownPlanner(state, scope.project())
            .callProviders("down", providers(scope))
            .remove(containers, request.volumes());
    if (scope.services().isEmpty()) {
      planner.removeNetworks();
      planner.removeImages(imagesToRemove(scope, containers, request.images()));
      if (request.volumes()) {
        planner.removeVolumes(volumes(scope, state));
      }
    }
    run(planner.build(), state, scope, request.timeoutSeconds());
  }

  private static List<Service> providers(Scope scope) {
    return scope.project().map(each -> each.services().values()).orElse(List.of()).stream()
        .filter(each -> each.provider().isPresent() && scope.means(each.name()))
        .toList();
  }

  private void warnOfOrphans(List<ContainerState> orphans, Scope scope) {
    if (!orphans.isEmpty() && scope.services().isEmpty()) {
      listener.tell(
          new Resource(ProjectEvent.Kind.PROJECT, scope.name(), "", ""),
          Phase.WARNING,
          UpPlanner.orphanWarning(orphans));
    }
  }

  private Collection<String> volumes(Scope scope, ProjectState state) {
    var names = new LinkedHashSet<String>();
    for (VolumeState each : state.volumes()) {
      Optional<Volume> declared = scope.project().map(project -> project.volumes().get(each.key()));
      boolean external = declared.isPresent() && declared.get().external();
      if (!external) {
        names.add(each.name());
      }
    }
    return names;
  }

  private static Collection<String> imagesToRemove(
      Scope scope, List<ContainerState> containers, Images which) {
    var references = new LinkedHashSet<String>();
    if (which == Images.KEEP) {
      return references;
    }
    for (ContainerState each : containers) {
      String own = scope.name() + "-" + each.service();
      boolean local = each.image().equals(own) || each.image().equals(own + ":latest");
      if (which == Images.ALL || local) {
        references.add(each.image());
      }
    }
    if (scope.project().isPresent()) {
      for (Service each : scope.project().get().services().values()) {
        if (each.provider().isEmpty() && (which == Images.ALL || each.image().isEmpty())) {
          references.add(Names.image(scope.project().get(), each));
        }
      }
    }
    return references;
  }

  private void run(Plan plan, ProjectState state, Scope scope, OptionalInt seconds) {
    up().run(plan, state, scope, seconds);
  }

  /** Starts containers that exist, each after what it depends on. */
  public void start(Scope scope) {
    ProjectState state = new ProjectState(scope.name(), containers(scope), List.of(), List.of());
    List<ContainerState> containers = require(scope, state.containers(), false);
    run(StartPlanner.plan(state, scope.project(), containers), state, scope, OptionalInt.empty());
  }

  /**
   * Stops containers, each before what it depends on.
   *
   * @param seconds from the stop signal to the kill, in place of what containers say
   */
  public void stop(Scope scope, OptionalInt seconds) {
    ProjectState state = new ProjectState(scope.name(), containers(scope), List.of(), List.of());
    run(
        new DownPlanner(state, scope.project())
            .callProviders("stop", providers(scope))
            .stop(state.containers()),
        state,
        scope,
        seconds);
  }

  /**
   * Stops containers and starts them again, each after what it depends on.
   *
   * @param withDependents whether services follow that say so of what they depend on
   */
  public void restart(Scope scope, OptionalInt seconds, boolean withDependents) {
    List<ContainerState> all = containers(new Scope(scope.name(), scope.project(), List.of()));
    var services = new LinkedHashSet<String>();
    all.stream().map(ContainerState::service).filter(scope::means).forEach(services::add);
    if (withDependents && scope.project().isPresent()) {
      services.addAll(followers(scope.project().get(), services));
    }
    require(scope, all.stream().filter(each -> services.contains(each.service())).toList(), false);
    var order =
        new LinkedHashSet<>(
            scope.project().map(ServiceGraph::of).orElseGet(() -> ServiceGraph.of(all)).order());
    order.addAll(services);
    for (String service : order) {
      if (services.contains(service)) {
        Parallel.each(
            all.stream().filter(each -> each.service().equals(service)).toList(),
            each ->
                told(
                    each,
                    Phase.RESTARTING,
                    Phase.RESTARTED,
                    () -> engine.restart(each.id(), seconds)));
      }
    }
  }

  private static List<String> followers(Project project, Collection<String> services) {
    return project.services().values().stream()
        .filter(each ->
            each.life().dependsOn().entrySet().stream()
                .anyMatch(entry -> entry.getValue().restart() && services.contains(entry.getKey())))
        .map(Service::name)
        .toList();
  }

  private void told(ContainerState container, Phase begin, Phase end, Runnable action) {
    Resource resource = Resource.container(container.name(), container.id(), container.service());
    listener.tell(resource, begin);
    try {
      action.run();
      listener.tell(resource, end);
    } catch (DrydockException e) {
      listener.tell(resource, Phase.FAILED, e.getMessage());
      throw e;
    }
  }

  /** Sends a signal to the containers that run. */
  public void kill(Scope scope, String signal, boolean removeOrphans) {
    List<ContainerState> running =
        containers(scope).stream().filter(each -> each.status().isUp()).toList();
    Parallel.each(
        require(scope, running, true),
        each -> told(each, Phase.KILLING, Phase.KILLED, () -> engine.kill(each.id(), signal)));
    if (removeOrphans) {
      removeOrphans(scope);
    }
  }

  private void removeOrphans(Scope scope) {
    if (scope.project().isPresent()) {
      Parallel.each(
          reader.containers(scope.name()).stream()
              .filter(each -> scope.service(each.service()).isEmpty())
              .toList(),
          each -> told(each, Phase.REMOVING, Phase.REMOVED, () -> engine.remove(each.id(), false)));
    }
  }

  public void pause(Scope scope) {
    Parallel.each(
        containers(scope).stream()
            .filter(each -> each.status() == ContainerStatus.RUNNING)
            .toList(),
        each -> told(each, Phase.PAUSING, Phase.PAUSED, () -> engine.pause(each.id())));
  }

  public void unpause(Scope scope) {
    Parallel.each(
        containers(scope).stream().filter(each -> each.status() == ContainerStatus.PAUSED).toList(),
        each -> told(each, Phase.UNPAUSING, Phase.UNPAUSED, () -> engine.unpause(each.id())));
  }

  /** The containers that {@link #remove} would remove: those that do not run. */
  public List<ContainerState> stopped(Scope scope) {
    return containers(scope).stream().filter(each -> !each.status().isUp()).toList();
  }

  /** Removes the containers, with their anonymous volumes where that is asked for. */
  public void remove(List<ContainerState> containers, boolean volumes) {
    Parallel.each(
        containers,
        each -> told(each, Phase.REMOVING, Phase.REMOVED, () -> engine.remove(each.id(), volumes)));
  }

  /**
   * Waits until containers have ended.
   *
   * @param any whether the first one is enough
   * @param onExit hears of each; called by several threads
   */
  public List<Exit> await(Scope scope, boolean any, Consumer<Exit> onExit) {
    List<ContainerState> containers = require(scope, containers(scope), true);
    var exits = new ConcurrentLinkedQueue<Exit>();
    try (var attendance = Attendance.open(engine.client(), scope.name(), event -> {})) {
      attendance.await(
          containers,
          any,
          exit -> {
            exits.add(exit);
            onExit.accept(exit);
          });
    }
    return List.copyOf(exits);
  }

  private List<ContainerState> require(Scope scope, List<ContainerState> containers, boolean any) {
    for (String each : scope.services()) {
      boolean known = scope.service(each).isPresent() || scope.project().isEmpty();
      if (!known) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + each);
      }
    }
    boolean missing =
        scope.services().stream()
            .anyMatch(name -> containers.stream().noneMatch(each -> each.service().equals(name)));
    if (missing || (any && containers.isEmpty())) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "no container found for project \"%s\": not found".formatted(scope.name()));
    }
    return containers;
  }

  /** The containers of the services that are meant, without those of {@code run}, by name. */
  public List<ContainerState> containers(Scope scope) {
    return reader.containers(scope.name()).stream()
        .filter(each -> !each.isOneOff() && scope.means(each.service()))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  /** All containers, networks and volumes of a project. */
  public ProjectState state(String project) {
    return reader.read(project);
  }
}
