package io.drydock.bake.model;

import io.drydock.bake.compose.ComposeBuild;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes targets of the services that Compose files build. */
final class ComposeTargets {
  private ComposeTargets() {}

  /** A target for each service with a build section, all of them in the group "default". */
  static Definition of(Project project) {
    Map<String, Target> byName = new LinkedHashMap<>();
    for (ComposeBuild each : ComposeBuild.of(project)) {
      Target target = target(each);
      byName.merge(target.name(), target, Target::merge);
    }
    List<Target> targets = List.copyOf(byName.values());
    List<Group> groups =
        project.services().isEmpty()
            ? List.of()
            : List.of(Group.of("default", targets.stream().map(Target::name).toList()));
    return new Definition(groups, targets, List.of());
  }

  /** A service's name as a target's: a dot is the only sign that the latter cannot have. */
  static String targetName(String service) {
    return service.replace('.', '_');
  }

  private static Target target(ComposeBuild build) {
    String name = targetName(build.service());
    if (!name.matches("[a-zA-Z0-9_-]+")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid service name \"" + name + "\": only [a-zA-Z0-9_-]+ are allowed");
    }
    Target target = Target.named(name);
    for (Map.Entry<TargetAttribute, Optional<String>> each : texts(build).entrySet()) {
      if (each.getValue().isPresent()) {
        target = target.with(each.getKey(), new Setting.Text(each.getValue().get()));
      }
    }
    for (Map.Entry<TargetAttribute, List<String>> each : lists(build).entrySet()) {
      if (!each.getValue().isEmpty()) {
        target = target.with(each.getKey(), list(each.getKey(), each.getValue()));
      }
    }
    for (Map.Entry<TargetAttribute, Map<String, String>> each : maps(build).entrySet()) {
      if (!each.getValue().isEmpty()) {
        target = target.with(each.getKey(), named(each.getValue()));
      }
    }
    if (build.noCache().isPresent()) {
      target = target.with(TargetAttribute.NO_CACHE, new Setting.Flag(build.noCache().get()));
    }
    if (build.pull().isPresent()) {
      target = target.with(TargetAttribute.PULL, new Setting.Flag(build.pull().get()));
    }
    return target;
  }

  private static Map<TargetAttribute, Optional<String>> texts(ComposeBuild build) {
    return Map.of(
        TargetAttribute.CONTEXT, Optional.of(build.context()),
        TargetAttribute.DOCKERFILE, build.dockerfile(),
        TargetAttribute.DOCKERFILE_INLINE, build.dockerfileInline(),
        TargetAttribute.TARGET, build.target(),
        TargetAttribute.NETWORK, build.network(),
        TargetAttribute.SHM_SIZE, build.shmSize());
  }

  private static Map<TargetAttribute, List<String>> lists(ComposeBuild build) {
    Map<TargetAttribute, List<String>> lists = new LinkedHashMap<>();
    lists.put(TargetAttribute.TAGS, build.tags());
    lists.put(TargetAttribute.PLATFORMS, build.platforms());
    lists.put(TargetAttribute.CACHE_FROM, build.cacheFrom());
    lists.put(TargetAttribute.CACHE_TO, build.cacheTo());
    lists.put(TargetAttribute.ULIMITS, build.ulimits());
    lists.put(TargetAttribute.SECRET, build.secrets());
    lists.put(TargetAttribute.SSH, build.ssh());
    lists.put(TargetAttribute.ATTEST, build.attestations());
    lists.put(TargetAttribute.OUTPUT, build.outputs());
    lists.put(TargetAttribute.NO_CACHE_FILTER, build.noCacheFilter());
    return lists;
  }

  private static Map<TargetAttribute, Map<String, String>> maps(ComposeBuild build) {
    return Map.of(
        TargetAttribute.ARGS, build.args(),
        TargetAttribute.LABELS, build.labels(),
        TargetAttribute.EXTRA_HOSTS, build.extraHosts(),
        TargetAttribute.CONTEXTS, contexts(build.contexts()));
  }

  private static Setting list(TargetAttribute attribute, List<String> texts) {
    return attribute.kind() == TargetAttribute.Kind.ENTRIES
        ? new Setting.Entries(attribute.form().distinct(attribute.form().readEach(texts)))
        : new Setting.Texts(texts);
  }

  private static Setting named(Map<String, String> texts) {
    Map<String, Optional<String>> named = new LinkedHashMap<>();
    texts.forEach((name, value) -> named.put(name, Optional.of(value)));
    return new Setting.Named(named);
  }

  /** Compose calls another service what bake calls another target. */
  private static Map<String, String> contexts(Map<String, String> contexts) {
    Map<String, String> linked = new LinkedHashMap<>();
    contexts.forEach((name, value) -> {
      boolean link = value.startsWith("service:") || value.startsWith("target:");
      linked.put(
          name, link ? "target:" + targetName(value.substring(value.indexOf(':') + 1)) : value);
    });
    return linked;
  }
}
