package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.SourceLocation;
import java.util.List;

/**
 * Writes out what a project implies: the default network, dependencies that follow from sharing,
 * the Dockerfile's usual name, and the names that resources have in the engine.
 */
final class Normalization {
  private static final String DEFAULT = "default";
  private static final String NETWORKS = "networks";
  private static final String SERVICE = "service:";
  private static final List<String> NAMESPACES =
      List.of("network_mode", "ipc", "pid", "uts", "cgroup");

  private final String project;

  Normalization(String project) {
    this.project = project;
  }

  YamlMapping of(YamlMapping document) {
    YamlMapping changed =
        document
            .with("name", YamlScalar.of(project, document.keyLocation("name")))
            .update("services", Normalization::services);
    if (usesDefaultNetwork(changed)) {
      changed = withDefaultNetwork(changed);
    }
    for (String each : List.of(NETWORKS, "volumes", "configs", "secrets")) {
      changed = changed.update(each, this::named);
    }
    return changed;
  }

  private static YamlNode services(YamlNode node) {
    return node instanceof YamlMapping services
        ? services.map((name, each) -> each instanceof YamlMapping it ? service(it) : each)
        : node;
  }

  private static YamlMapping service(YamlMapping service) {
    YamlMapping changed = withNetwork(service);
    if (Trees.text(changed, "pull_policy").equals("if_not_present")) {
      changed = changed.update("pull_policy", each -> YamlScalar.of("missing", each.location()));
    }
    return withDependencies(changed)
        .update("build", Normalization::build)
        .update("volumes", Normalization::mounts)
        .update("pre_start", hooks -> withImage(hooks, service));
  }

  private static YamlMapping withNetwork(YamlMapping service) {
    boolean hasOwn =
        Trees.has(service, "provider")
            || Trees.has(service, "network_mode")
            || !Trees.mapping(service, NETWORKS).isEmpty();
    if (hasOwn) {
      return service;
    }
    SourceLocation place = service.location();
    return service.with(
        NETWORKS, YamlMapping.builder(place).put(DEFAULT, YamlScalar.nothing(place)).build());
  }

  private static YamlNode build(YamlNode node) {
    if (!(node instanceof YamlMapping mapping)) {
      return node;
    }
    YamlMapping build = mapping.update("args", Normalization::given);
    return Trees.has(build, "dockerfile") || Trees.has(build, "dockerfile_inline")
        ? build
        : build.with("dockerfile", YamlScalar.of("Dockerfile", build.location()));
  }

  /** The build arguments that have a value. */
  private static YamlNode given(YamlNode node) {
    if (node instanceof YamlSequence list) {
      return list.withItems(
          list.items().stream().filter(each -> each.text().orElse("").indexOf('=') >= 0).toList());
    }
    if (!(node instanceof YamlMapping mapping)) {
      return node;
    }
    YamlMapping.Builder kept = mapping.toBuilder();
    for (YamlMapping.Entry each : mapping.entries()) {
      if (each.value().isNull()) {
        kept.remove(each.key());
      }
    }
    return kept.build();
  }

  private static YamlNode mounts(YamlNode node) {
    return node instanceof YamlSequence mounts
        ? mounts.map(each ->
            each instanceof YamlMapping mount
                ? mount.update("target", Normalization::cleaned)
                : each)
        : node;
  }

  private static YamlNode cleaned(YamlNode target) {
    String path = target.text().orElse("");
    String cleaned = PathText.clean(path);
    return cleaned.equals(path) ? target : YamlScalar.of(cleaned, target.location());
  }

  private static YamlNode withImage(YamlNode node, YamlMapping service) {
    YamlNode image = service.get("image").orElse(null);
    if (image == null || !(node instanceof YamlSequence hooks)) {
      return node;
    }
    return hooks.map(each ->
        each instanceof YamlMapping hook && !hook.has("image") ? hook.with("image", image) : each);
  }

  private static YamlMapping withDependencies(YamlMapping service) {
    YamlMapping before = Trees.mapping(service, "depends_on");
    YamlMapping.Builder all = before.toBuilder();
    for (YamlNode each : Trees.items(service, "links")) {
      depend(all, beforeColon(each.text().orElse("")), true, each.location());
    }
    for (String each : NAMESPACES) {
      String shared = Trees.text(service, each);
      if (shared.startsWith(SERVICE)) {
        depend(all, shared.substring(SERVICE.length()), true, Trees.place(service, each));
      }
    }
    for (YamlNode each : Trees.items(service, "volumes_from")) {
      String from = each.text().orElse("");
      if (!from.startsWith("container:")) {
        depend(all, beforeColon(from), false, each.location());
      }
    }
    YamlMapping after = all.build();
    return after.size() == before.size() ? service : service.with("depends_on", after);
  }

  private static void depend(
      YamlMapping.Builder all, String service, boolean restart, SourceLocation place) {
    if (!all.has(service)) {
      all.put(
          service,
          YamlMapping.builder(place)
              .put("condition", YamlScalar.of("service_started", place))
              .put("restart", YamlScalar.of(restart, place))
              .put("required", YamlScalar.of(true, place))
              .build());
    }
  }

  private static String beforeColon(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  private static boolean usesDefaultNetwork(YamlMapping document) {
    return Trees.mapping(document, "services").entries().stream()
        .anyMatch(each -> Trees.mapping(each.value(), NETWORKS).has(DEFAULT));
  }

  private static YamlMapping withDefaultNetwork(YamlMapping document) {
    YamlMapping networks = Trees.mapping(document, NETWORKS);
    return networks.has(DEFAULT)
        ? document
        : document.with(NETWORKS, networks.with(DEFAULT, YamlMapping.empty(document.location())));
  }

  /** The resources with their names in the engine. */
  private YamlNode named(YamlNode node) {
    return node instanceof YamlMapping resources ? resources.map(this::named) : node;
  }

  private YamlNode named(String key, YamlNode node) {
    YamlMapping resource =
        node instanceof YamlMapping mapping ? mapping : YamlMapping.empty(node.location());
    if (!Trees.text(resource, "name").isEmpty()) {
      return resource;
    }
    String name = Trees.flag(resource, "external") ? key : project + "_" + key;
    return resource.with("name", YamlScalar.of(name, resource.location()));
  }
}
