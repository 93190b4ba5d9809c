package io.drydock.compose.graph;

import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceVolume;
import io.drydock.composefile.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project as lines of text: each service with what it needs and uses, then what is shared. */
public final class ProjectOutline {
  private final Project project;
  private final StringBuilder text = new StringBuilder();

  private ProjectOutline(Project project) {
    this.project = project;
  }

  /**
   * The text.
   *
   * @param standings how services stand in an engine, by name; without one, nothing is said of it
   */
  public static String of(Project project, Map<String, Standing> standings) {
    var outline = new ProjectOutline(project);
    outline.text.append(project.name()).append('\n');
    List<Service> services = List.copyOf(project.services().values());
    for (int i = 0; i < services.size(); i++) {
      outline.service(services.get(i), standings, i == services.size() - 1);
    }
    outline.networks();
    outline.volumes();
    return outline.text.toString();
  }

  private void service(Service service, Map<String, Standing> standings, boolean last) {
    Standing standing = standings.get(service.name());
    text.append(last ? "└─ " : "├─ ").append(service.name()).append(ServiceText.replicas(service));
    text.append("  ").append(ServiceText.image(service));
    if (standing != null) {
      text.append("  [").append(standing.words()).append(']');
    }
    text.append('\n');
    List<String> lines = details(service);
    for (int i = 0; i < lines.size(); i++) {
      text.append(last ? "   " : "│  ").append(i == lines.size() - 1 ? "└─ " : "├─ ");
      text.append(lines.get(i)).append('\n');
    }
  }

  private static List<String> details(Service service) {
    var lines = new ArrayList<String>();
    service
        .life()
        .dependsOn()
        .forEach(
            (name, each) -> lines.add("needs " + name + " (" + ServiceText.condition(each) + ")"));
    ServiceText.ports(service).forEach(each -> lines.add("port " + each));
    service.networking().networkMode().ifPresent(mode -> lines.add("network mode " + mode));
    service.networking().networks().keySet().forEach(each -> lines.add("network " + each));
    for (ServiceVolume each : service.storage().volumes()) {
      lines.add(
          each.type()
              + " "
              + each.source().map(source -> source + " → ").orElse("")
              + each.target()
              + (each.readOnly() ? " (read only)" : ""));
    }
    service.storage().secrets().forEach(each -> lines.add("secret " + each.source()));
    service.storage().configs().forEach(each -> lines.add("config " + each.source()));
    return lines;
  }

  private void networks() {
    if (!project.networks().isEmpty()) {
      text.append("\nnetworks\n");
    }
    for (Network each : project.networks().values()) {
      List<String> members =
          project.services().values().stream()
              .filter(service -> service.networking().networks().containsKey(each.key()))
              .map(Service::name)
              .toList();
      text.append("  ").append(each.key()).append(" (").append(each.name());
      text.append(each.external() ? ", external" : "").append(each.internal() ? ", internal" : "");
      text.append("): ").append(members(members)).append('\n');
    }
  }

  private void volumes() {
    if (!project.volumes().isEmpty()) {
      text.append("\nvolumes\n");
    }
    for (Volume each : project.volumes().values()) {
      List<String> members =
          project.services().values().stream()
              .filter(service -> ServiceText.volumes(service, project).contains(each.key()))
              .map(Service::name)
              .toList();
      text.append("  ").append(each.key()).append(" (").append(each.name());
      text.append(each.external() ? ", external" : "").append("): ");
      text.append(members(members)).append('\n');
    }
  }

  private static String members(List<String> names) {
    return names.isEmpty() ? "no service" : String.join(", ", names);
  }
}
