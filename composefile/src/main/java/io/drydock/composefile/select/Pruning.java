package io.drydock.composefile.select;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes out of a project what none of its services uses. */
public final class Pruning {
  private Pruning() {}

  /**
   * The project, in the long form, without the networks, volumes, secrets, configs and models that
   * no service names.
   */
  public static YamlMapping prune(YamlMapping project) {
    var networks = new HashSet<String>();
    var volumes = new HashSet<String>();
    var secrets = new HashSet<String>();
    var configs = new HashSet<String>();
    var models = new HashSet<String>();
    for (YamlMapping.Entry each : mapping(project, "services").entries()) {
      YamlNode service = each.value();
      networks.addAll(mapping(service, "networks").keys());
      models.addAll(mapping(service, "models").keys());
      addSources(service.at("volumes").orElse(null), volumes);
      addSources(service.at("secrets").orElse(null), secrets);
      addSources(service.at("build", "secrets").orElse(null), secrets);
      addSources(service.at("configs").orElse(null), configs);
    }
    YamlMapping pruned = keep(project, "networks", networks);
    pruned = keep(pruned, "volumes", volumes);
    pruned = keep(pruned, "secrets", secrets);
    pruned = keep(pruned, "configs", configs);
    return keep(pruned, "models", models);
  }

  private static YamlMapping mapping(YamlNode node, String key) {
    return node.at(key)
        .flatMap(YamlNode::mapping)
        .orElseGet(() -> YamlMapping.empty(node.location()));
  }

  /** Folders and files of the host are sources too, but bear no name of the project's. */
  private static void addSources(@Nullable YamlNode items, Set<String> names) {
    if (items instanceof YamlSequence list) {
      for (YamlNode each : list) {
        each.at("source").flatMap(YamlNode::text).ifPresent(names::add);
      }
    }
  }

  private static YamlMapping keep(YamlMapping project, String section, Set<String> names) {
    YamlMapping kept = mapping(project, section);
    for (String each : kept.keys()) {
      kept = names.contains(each) ? kept : kept.without(each);
    }
    if (kept.isEmpty()) {
      return project.without(section);
    }
    return project.with(section, kept);
  }
}
