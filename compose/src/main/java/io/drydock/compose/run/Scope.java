package io.drydock.compose.run;

import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.List;
import java.util.Optional;

/**
 * What a command is about: a project that exists in an engine, with its files or by its name alone.
 *
 * @param services those that are meant; empty for all
 */
public record Scope(String name, Optional<Project> project, List<String> services) {
  public Scope {
    services = List.copyOf(services);
  }

  public static Scope of(Project project) {
    return new Scope(project.name(), Optional.of(project), List.of());
  }

  public static Scope of(Project project, List<String> services) {
    return new Scope(project.name(), Optional.of(project), services);
  }

  /** A project of which only containers are known. */
  public static Scope named(String project) {
    return new Scope(project, Optional.empty(), List.of());
  }

  boolean means(String service) {
    return services.isEmpty() || services.contains(service);
  }

  Optional<Service> service(String service) {
    return project.flatMap(each -> each.service(service));
  }
}
