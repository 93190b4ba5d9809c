package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import java.util.HashSet;
import java.util.Set;

/** Takes out of a project, in canonical form, the resources that none of its services uses. */
final class Pruning {
  private final Set<String> networks = new HashSet<>();
  private final Set<String> volumes = new HashSet<>();
  private final Set<String> secrets = new HashSet<>();
  private final Set<String> configs = new HashSet<>();
  private final Set<String> models = new HashSet<>();

  private Pruning() {}

  static YamlMapping prune(YamlMapping project) {
    var used = new Pruning();
    for (YamlMapping.Entry each : Trees.mapping(project, "services").entries()) {
      used.add(each.value());
    }
    YamlMapping pruned = keep(project, "networks", used.networks);
    pruned = keep(pruned, "volumes", used.volumes);
    pruned = keep(pruned, "secrets", used.secrets);
    pruned = keep(pruned, "configs", used.configs);
    return keep(pruned, "models", used.models);
  }

  private void add(YamlNode service) {
    networks.addAll(Trees.mapping(service, "networks").keys());
    models.addAll(Trees.mapping(service, "models").keys());
    for (YamlNode each : Trees.items(service, "volumes")) {
      if (Trees.text(each, "type").equals("volume")) {
        volumes.add(Trees.text(each, "source"));
      }
    }
    addSources(secrets, service, "secrets");
    addSources(secrets, Trees.mapping(service, "build"), "secrets");
    addSources(configs, service, "configs");
  }

  private static void addSources(Set<String> names, YamlNode node, String key) {
    Trees.items(node, key).forEach(each -> names.add(Trees.text(each, "source")));
  }

  private static YamlMapping keep(YamlMapping project, String section, Set<String> used) {
    YamlMapping.Builder kept = Trees.mapping(project, section).toBuilder();
    for (String each : Trees.mapping(project, section).keys()) {
      if (!used.contains(each)) {
        kept.remove(each);
      }
    }
    YamlMapping all = kept.build();
    return all.isEmpty() ? project.without(section) : project.with(section, all);
  }
}
