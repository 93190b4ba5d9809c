package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.compose.request.Definition;
import io.drydock.compose.request.Names;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parts of a project that {@code config} can list, each on a line of its own. */
final class ConfigParts {
  private static final String ALL = "*";

  private final ComposeCall call;
  private final ComposeRequest request;

  ConfigParts(ComposeCall call, ComposeRequest request) {
    this.call = call;
    this.request = request;
  }

  /** What a flag asks for; empty when none does. */
  Optional<String> text() {
    Arguments arguments = call.arguments();
    if (arguments.on("environment")) {
      return Optional.of(environment());
    }
    if (arguments.on("variables")) {
      return Optional.of(ConfigVariables.table(call, request));
    }
    if (arguments.given("hash")) {
      return Optional.of(hashes(arguments.value("hash", ALL)));
    }
    for (String each : List.of("images", "models", "networks", "profiles", "services", "volumes")) {
      if (arguments.on(each)) {
        return Optional.of(lines(names(each, call.load(request))));
      }
    }
    return Optional.empty();
  }

  private static Collection<String> names(String part, Project project) {
    return switch (part) {
      case "images" -> images(project);
      case "models" -> project.models().keySet();
      case "networks" -> project.networks().keySet();
      case "profiles" -> profiles(project);
      case "volumes" -> project.volumes().keySet();
      default -> project.services().keySet();
    };
  }

  private static Collection<String> images(Project project) {
    var images = new ArrayList<String>();
    for (Service each : project.services().values()) {
      images.add(Names.image(project, each));
    }
    return images;
  }

  private static Collection<String> profiles(Project project) {
    var profiles = new TreeSet<String>();
    project.services().values().forEach(each -> profiles.addAll(each.life().profiles()));
    project.disabledServices().values().forEach(each -> profiles.addAll(each.life().profiles()));
    return profiles;
  }

  private String environment() {
    var lines = new ArrayList<String>();
    new TreeMap<>(request.environment()).forEach((name, value) -> lines.add(name + "=" + value));
    return lines(lines);
  }

  private String hashes(String wanted) {
    Project project = call.load(request);
    Collection<String> names =
        wanted.equals(ALL) ? project.services().keySet() : List.of(wanted.split(","));
    var lines = new ArrayList<String>();
    for (String each : names) {
      Service service = project.services().get(each);
      if (service == null) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "no such service: " + each);
      }
      lines.add(each + " " + Definition.of(service).hash());
    }
    return lines(lines);
  }

  private static String lines(Collection<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
