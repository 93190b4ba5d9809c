package io.drydock.cli.compose;

import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerState.PortState;
import io.drydock.composefile.model.Project;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells where a project that is up can be reached from this machine. */
final class Addresses {
  private static final Set<String> ANY = Set.of("0.0.0.0", "::", "");

  private Addresses() {}

  /** A line for each service that publishes ports, for people who look on. */
  static void tell(ComposeCall call, Project project) {
    String mode = call.flags().progress();
    if (mode.equals("quiet") || mode.equals("json") || !publishes(project)) {
      return;
    }
    var lines = new LinkedHashSet<String>();
    var projects = new Projects(call.engine(), ProjectListener.SILENT);
    for (ContainerState each : projects.containers(Scope.of(project))) {
      for (PortState port : each.ports()) {
        if (port.published() > 0) {
          lines.add(each.service() + " is at " + address(port));
        }
      }
    }
    lines.forEach(call.err()::println);
    call.err().flush();
  }

  private static boolean publishes(Project project) {
    return project.services().values().stream()
        .anyMatch(each -> !each.networking().ports().isEmpty());
  }

  private static String address(PortState port) {
    String ip = port.hostIp();
    String host = ANY.contains(ip) ? "localhost" : ip.contains(":") ? "[" + ip + "]" : ip;
    String type = port.protocol().equals("tcp") ? "" : "/" + port.protocol();
    return host + ":" + port.published() + type;
  }
}
