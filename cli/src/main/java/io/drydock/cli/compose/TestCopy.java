package io.drydock.cli.compose;

import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A copy of a project that shares nothing with it but its images: another name, networks and
 * volumes that follow from that, no fixed names of containers, free ports.
 */
final class TestCopy {
  private static final int NAMES = 0x1000000;

  private final ComposeCall call;
  private final String service;

  /**
   * @param service that has to be enabled whatever its profiles
   */
  TestCopy(ComposeCall call, String service) {
    this.call = call;
    this.service = service;
  }

  Project load() {
    Project original = call.load(call.request(call.options(List.of())));
    List<String> services = new ArrayList<>(original.services().keySet());
    services.add(service);
    original = call.project(services.stream().distinct().toList());
    String name =
        "%s-test-%06x".formatted(original.name(), ThreadLocalRandom.current().nextInt(NAMES));
    ComposeRequest request = call.request(call.options(List.copyOf(original.services().keySet())));
    var files = new ArrayList<>(request.files());
    files.add(ComposeFile.of("what a test changes", changes(original, name)));
    return call.load(
        new ComposeRequest(
            files,
            request.workingDirectory(),
            request.currentDirectory(),
            request.environment(),
            name,
            true,
            request.options()));
  }

  /** A Compose file that goes over the project's own. */
  private static String changes(Project project, String name) {
    var text = new StringBuilder("services:\n");
    for (Service each : project.services().values()) {
      text.append("  ").append(each.name()).append(":\n    container_name: !reset null\n");
      if (each.networking().ports().isEmpty()) {
        continue;
      }
      text.append("    ports: !override\n");
      each.networking()
          .ports()
          .forEach(port ->
              text.append("      - target: ")
                  .append(port.target())
                  .append("\n        protocol: ")
                  .append(port.protocol())
                  .append("\n        host_ip: 127.0.0.1\n"));
    }
    List<Network> networks =
        project.networks().values().stream().filter(each -> !each.external()).toList();
    if (!networks.isEmpty()) {
      text.append("networks:\n");
      networks.forEach(each -> named(text, each.key(), name));
    }
    List<Volume> volumes =
        project.volumes().values().stream().filter(each -> !each.external()).toList();
    if (!volumes.isEmpty()) {
      text.append("volumes:\n");
      volumes.forEach(each -> named(text, each.key(), name));
    }
    return text.toString();
  }

  private static void named(StringBuilder text, String key, String project) {
    text.append("  ").append(key).append(":\n    name: ");
    text.append(project).append('_').append(key).append('\n');
  }
}
