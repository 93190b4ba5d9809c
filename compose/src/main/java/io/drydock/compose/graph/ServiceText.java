package io.drydock.compose.graph;

import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Port;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a service in a few words. */
final class ServiceText {
  private ServiceText() {}

  /** {@code postgres:17}, or what it is built from. */
  static String image(Service service) {
    return service
        .image()
        .or(() -> service.build().map(each -> "build " + each.context().orElse(".")))
        .orElse("");
  }

  /** {@code 8080→80}, with the address and protocol where they are not the usual. */
  static List<String> ports(Service service) {
    var ports = new ArrayList<String>();
    for (Port each : service.networking().ports()) {
      String host = each.hostIp().filter(ip -> !ip.isEmpty()).map(ip -> ip + ":").orElse("");
      String published = each.published().filter(port -> !port.isEmpty()).orElse("any");
      String protocol = each.protocol().equals("tcp") ? "" : "/" + each.protocol();
      ports.add(host + published + "→" + each.target() + protocol);
    }
    return ports;
  }

  /** The named volumes that it mounts, by their names within the project. */
  static List<String> volumes(Service service, Project project) {
    var volumes = new ArrayList<String>();
    for (ServiceVolume each : service.storage().volumes()) {
      Optional<String> source = each.source();
      if (source.isPresent() && project.volumes().containsKey(source.get())) {
        volumes.add(source.get());
      }
    }
    return volumes.stream().distinct().toList();
  }

  static String condition(Dependency dependency) {
    String words =
        switch (dependency.condition()) {
          case STARTED -> "started";
          case HEALTHY -> "healthy";
          case COMPLETED_SUCCESSFULLY -> "completed";
        };
    return dependency.required() ? words : words + ", optional";
  }

  static String replicas(Service service) {
    return service.replicas() == 1 ? "" : " ×" + service.replicas();
  }
}
