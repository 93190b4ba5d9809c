package io.drydock.compose.plan;

import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Objects;
import java.util.Set;

/** The services that a request means. */
final class Selection {
  private Selection() {}

  /**
   * @throws DrydockException of kind NOT_FOUND for a service that the project does not have
   */
  static Set<String> of(Project project, ServiceGraph graph, UpRequest request) {
    for (String each : request.services()) {
      if (!project.services().containsKey(each)) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + each);
      }
    }
    if (request.services().isEmpty()) {
      requireDependencies(project, project.services().keySet());
      return project.services().keySet();
    }
    if (!request.withDependencies()) {
      return Set.copyOf(request.services());
    }
    Set<String> all = graph.withDependencies(request.services());
    requireDependencies(project, all);
    return all;
  }

  private static void requireDependencies(Project project, Set<String> services) {
    for (String name : services) {
      Service service = Objects.requireNonNull(project.services().get(name));
      service
          .life()
          .dependsOn()
          .forEach((other, dependency) -> require(project, service, other, dependency));
    }
  }

  private static void require(
      Project project, Service service, String other, Dependency dependency) {
    if (dependency.required() && !project.services().containsKey(other)) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "service \"%s\" depends on undefined service \"%s\"".formatted(service.name(), other))
          .at(service.location());
    }
  }
}
