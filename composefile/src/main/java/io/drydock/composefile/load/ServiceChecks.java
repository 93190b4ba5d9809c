package io.drydock.composefile.load;

import static io.drydock.composefile.load.Consistency.invalid;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlPath;
import io.drydock.core.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses a service, in canonical form, that contradicts itself. */
final class ServiceChecks {
  private static final Set<String> PROBES = Set.of("CMD", "CMD-SHELL", "NONE");
  private static final Set<String> WITHOUT_TARGET = Set.of("rebuild", "restart");

  /** Two ways to say the same: a key of the service, and a path below {@code deploy}. */
  private record Pair(String key, List<String> path) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("scale", List.of("replicas")),
          new Pair("cpus", List.of("resources", "limits", "cpus")),
          new Pair("mem_limit", List.of("resources", "limits", "memory")),
          new Pair("mem_reservation", List.of("resources", "reservations", "memory")),
          new Pair("pids_limit", List.of("resources", "limits", "pids")));

  private ServiceChecks() {}

  static void check(String name, YamlMapping service) {
    network(name, service);
    healthCheck(name, service);
    for (Pair each : PAIRS) {
      pair(name, service, each);
    }
    scale(name, service);
    watchRules(name, service);
    mounts(name, service);
  }

  private static void network(String name, YamlMapping service) {
    if (Trees.has(service, "network_mode") && !Trees.mapping(service, "networks").isEmpty()) {
      throw invalid(
          service.keyLocation("network_mode"),
          "service %s declares mutually exclusive `network_mode` and `networks`".formatted(name));
    }
  }

  private static void healthCheck(String name, YamlMapping service) {
    List<String> test = Trees.texts(Trees.mapping(service, "healthcheck"), "test");
    if (!test.isEmpty() && !PROBES.contains(test.getFirst())) {
      throw invalid(
          Trees.place(Trees.mapping(service, "healthcheck"), "test"),
          "services.%s.healthcheck.test must start either by \"CMD\", \"CMD-SHELL\" or \"NONE\""
              .formatted(name));
    }
  }

  private static void pair(String name, YamlMapping service, Pair pair) {
    String own = Trees.text(service, pair.key());
    String deployed =
        service
            .get("deploy")
            .flatMap(deploy -> deploy.at(pair.path().toArray(String[]::new)))
            .flatMap(YamlNode::text)
            .orElse("");
    if (!own.isEmpty() && !deployed.isEmpty() && !own.equals(deployed)) {
      throw invalid(
          service.keyLocation(pair.key()),
          "services.%s: can't set distinct values on '%s' and 'deploy.%s'"
              .formatted(name, pair.key(), String.join(".", pair.path())));
    }
  }

  private static void scale(String name, YamlMapping service) {
    boolean own = Trees.has(service, "scale");
    String text =
        own
            ? Trees.text(service, "scale")
            : Trees.text(Trees.mapping(service, "deploy"), "replicas");
    if (text.startsWith("-")) {
      throw invalid(
          service.location(),
          "services.%s.scale: must be greater than or equal to 0".formatted(name));
    }
    boolean several = !text.isEmpty() && !text.equals("0") && !text.equals("1");
    if (several && Trees.has(service, "container_name")) {
      throw invalid(
          service.keyLocation("container_name"),
          "services.%s: can't set container_name and %s as container name must be unique"
              .formatted(name, own ? "scale" : "deploy.replicas"));
    }
  }

  private static void watchRules(String name, YamlMapping service) {
    for (YamlNode each : Trees.items(Trees.mapping(service, "develop"), "watch")) {
      String action = Trees.text(each, "action");
      if (Trees.text(each, "target").isEmpty() && !WITHOUT_TARGET.contains(action)) {
        throw invalid(
            each.location(),
            "services.%s.develop.watch: target is required for non-rebuild actions"
                .formatted(name));
      }
    }
  }

  private static void mounts(String name, YamlMapping service) {
    var mounts = new HashMap<String, YamlPath>();
    YamlPath path = YamlPath.of("services", name);
    int index = 0;
    for (YamlNode each : Trees.items(service, "tmpfs")) {
      String tmpfs = each.text().orElse("");
      int colon = tmpfs.indexOf(':');
      YamlPath at = path.key("tmpfs").item(index++);
      mount(mounts, colon < 0 ? tmpfs : tmpfs.substring(0, colon), at, each.location());
    }
    index = 0;
    for (YamlNode each : Trees.items(service, "volumes")) {
      mount(mounts, Trees.text(each, "target"), path.key("volumes").item(index++), each.location());
    }
  }

  private static void mount(
      Map<String, YamlPath> mounts, String target, YamlPath path, SourceLocation place) {
    YamlPath other = mounts.putIfAbsent(target, path);
    if (other != null) {
      throw invalid(place, "%s: target %s already mounted as %s".formatted(path, target, other));
    }
  }
}
