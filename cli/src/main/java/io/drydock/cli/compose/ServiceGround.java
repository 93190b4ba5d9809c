package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.compose.plan.Recreate;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.run.UpOptions;
import io.drydock.composefile.model.Dependency.Condition;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command needs before it can run beside a service: what the service depends on, its image,
 * its networks and volumes. The service's own containers are left as they are.
 */
final class ServiceGround {
  private final ComposeCall call;
  private final Project project;
  private final Service service;
  private final Projects projects;

  ServiceGround(ComposeCall call, Project project, Service service, Display display) {
    this.call = call;
    this.project = project;
    this.service = service;
    this.projects = call.projects(display, CreationFlags.wish(call.arguments()));
  }

  void prepare() {
    if (!call.arguments().on("no-deps")) {
      bringUpDependencies(CreationFlags.read(call));
    }
    prepareAlone();
  }

  /** The same without what the service depends on. */
  void prepareAlone() {
    UpOptions flags = CreationFlags.read(call);
    int present =
        projects
            .containers(new Scope(project.name(), Optional.empty(), List.of(service.name())))
            .size();
    UpRequest request =
        UpRequest.ALL
            .withServices(List.of(service.name()))
            .withoutDependencies()
            .withRecreate(Recreate.NEVER, Recreate.NEVER)
            .withScale(Map.of(service.name(), present));
    projects.create(project, UpOptions.of(request).with(flags.images()));
  }

  private void bringUpDependencies(UpOptions flags) {
    List<String> needed = List.copyOf(service.life().dependsOn().keySet());
    if (needed.isEmpty()) {
      return;
    }
    UpRequest request = UpRequest.ALL.withServices(needed);
    projects.up(project, UpOptions.of(request).with(flags.images()));
    var awaited = new ArrayList<String>();
    service
        .life()
        .dependsOn()
        .forEach((name, each) -> {
          if (each.condition() != Condition.STARTED) {
            awaited.add(name);
          }
        });
    if (!awaited.isEmpty()) {
      projects.awaitReady(project, awaited, Optional.empty());
    }
  }
}
