package io.drydock.compose.run;

import io.drydock.compose.plan.Facts;
import io.drydock.compose.plan.Plan;
import io.drydock.compose.plan.ServiceGraph;
import io.drydock.compose.plan.UpPlanner;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.request.Names;
import io.drydock.compose.run.ProjectEvent.Kind;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.NetworkState;
import io.drydock.compose.state.ProjectState;
import io.drydock.compose.state.StateReader;
import io.drydock.compose.state.VolumeState;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** One {@code up}: what there is, the images, the plan, and what it says done. */
final class UpRun {
  private final Engine engine;
  private final StateReader reader;
  private final ServiceImages images;
  private final ProjectListener listener;

  UpRun(Engine engine, StateReader reader, ServiceImages images, ProjectListener listener) {
    this.engine = engine;
    this.reader = reader;
    this.images = images;
    this.listener = listener;
  }

  Plan up(Project project, UpOptions options) {
    ProjectState state = state(project);
    Map<String, String> present = reader.imageIds(references(project));
    Map<String, String> ids =
        images.ensure(
            project, meant(project, options.request()), present, options.images(), listener);
    Facts facts = new Facts(project, state, ids);
    Plan plan = UpPlanner.plan(facts, options.request(), options.volumes());
    for (String each : plan.warnings()) {
      listener.tell(new Resource(Kind.PROJECT, project.name(), "", ""), Phase.WARNING, each);
    }
    tellOfUnchanged(plan, facts, options);
    run(plan, facts, options.timeoutSeconds(), options.parallel());
    return plan;
  }

  private void tellOfUnchanged(Plan plan, Facts facts, UpOptions options) {
    var touched = new LinkedHashSet<String>();
    plan.steps().forEach(each -> touched.add(each.operation().subject()));
    for (Service service : meant(facts.project(), options.request())) {
      facts
          .state()
          .of(service.name())
          .forEach(each -> {
            if (each.status().isUp() && !touched.contains("Container " + each.name())) {
              listener.tell(
                  Resource.container(each.name(), each.id(), service.name()), Phase.RUNNING);
            }
          });
    }
  }

  /** The references of the images that the project's services need. */
  Set<String> references(Project project) {
    var references = new LinkedHashSet<String>();
    for (Service each : project.services().values()) {
      if (each.provider().isEmpty()) {
        references.add(Names.image(project, each));
      }
    }
    return references;
  }

  private static List<Service> meant(Project project, UpRequest request) {
    Collection<String> names = project.services().keySet();
    if (!request.services().isEmpty()) {
      names =
          request.withDependencies()
              ? ServiceGraph.of(project).withDependencies(request.services())
              : request.services();
    }
    var services = new ArrayList<Service>();
    for (String each : names) {
      Service service = project.services().get(each);
      if (service != null && service.provider().isEmpty()) {
        services.add(service);
      }
    }
    return services;
  }

  /** What the engine holds of the project, and of what it uses of others. */
  ProjectState state(Project project) {
    var networks = new ArrayList<NetworkState>(List.of());
    if (!project.networks().isEmpty()) {
      networks.addAll(reader.networks(project.name()));
      var missing = new LinkedHashSet<String>();
      for (Network each : project.networks().values()) {
        if (networks.stream().noneMatch(known -> known.name().equals(each.name()))) {
          missing.add(each.name());
        }
      }
      if (!missing.isEmpty()) {
        networks.addAll(reader.networksNamed(missing));
      }
    }
    return new ProjectState(
        project.name(), reader.containers(project.name()), networks, volumes(project));
  }

  private List<VolumeState> volumes(Project project) {
    if (project.volumes().isEmpty()) {
      return List.of();
    }
    var volumes = new ArrayList<VolumeState>(reader.volumes(project.name()));
    for (Volume each : project.volumes().values()) {
      if (volumes.stream().noneMatch(known -> known.name().equals(each.name()))) {
        reader.volume(each.name()).ifPresent(volumes::add);
      }
    }
    return volumes;
  }

  private void run(Plan plan, Facts facts, OptionalInt seconds, int parallel) {
    if (plan.isEmpty()) {
      return;
    }
    var stops = new ContainerStops(engine, seconds, listener);
    try (var awaiting = new LazyAwaiting(engine, listener, facts.project().name())) {
      var operations = new Operations(engine, facts, stops, awaiting, listener);
      new PlanRunner(plan, operations, parallel).run();
    }
  }

  /** Carries out a plan that makes nothing. */
  void run(Plan plan, ProjectState state, Scope scope, OptionalInt seconds) {
    Project project = scope.project().orElseGet(() -> EmptyProject.named(scope.name()));
    run(plan, new Facts(project, state, Map.of()), seconds, 0);
  }
}
