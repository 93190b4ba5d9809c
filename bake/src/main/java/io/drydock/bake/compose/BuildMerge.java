package io.drydock.bake.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a service's definitions in several files together. */
final class BuildMerge {
  /** Written as mappings or as lists of {@code name=value}; joined by name. */
  private static final Map<String, String> NAMED =
      Map.of(
          "args", "=",
          "labels", "=",
          "additional_contexts", "=",
          "extra_hosts", "=:",
          "environment", "=");

  /** Lists in which each value stands once. */
  private static final Set<String> DISTINCT = Set.of("tags", "platforms");

  private BuildMerge() {}

  /** A service whose build is written as a mapping. */
  static Node standard(Node service) {
    Node build = service.get("build");
    if (!build.isPresent() || build.isMapping()) {
      return service;
    }
    Map<String, @Nullable Object> members = members(service);
    members.put("build", Map.of("context", build.text().orElse(".")));
    return Node.of(service.path(), members);
  }

  static Node services(Node earlier, Node later) {
    return mappings(earlier, later);
  }

  private static Node mappings(Node earlier, Node later) {
    if (!later.isPresent()) {
      return earlier;
    }
    Map<String, @Nullable Object> merged = members(earlier);
    later
        .mapping()
        .forEach((key, node) -> {
          Node before = earlier.get(key);
          merged.put(key, before.isPresent() ? merge(key, before, node).content() : node.content());
        });
    return Node.of(later.path(), merged);
  }

  private static Map<String, @Nullable Object> members(Node node) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    node.mapping().forEach((key, each) -> members.put(key, each.content()));
    return members;
  }

  private static Node merge(String key, Node earlier, Node later) {
    String separators = NAMED.get(key);
    if (separators != null) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      earlier.named(separators).forEach((name, value) -> named.put(name, value.orElse(null)));
      later.named(separators).forEach((name, value) -> named.put(name, value.orElse(null)));
      return Node.of(later.path(), named);
    }
    if (earlier.isMapping() && later.isMapping()) {
      return mappings(earlier, later);
    }
    if (earlier.isList() && later.isList()) {
      List<@Nullable Object> all = new ArrayList<>();
      earlier.list().forEach(each -> all.add(each.content()));
      later.list().forEach(each -> all.add(each.content()));
      return Node.of(
          later.path(), DISTINCT.contains(key) ? new ArrayList<>(new LinkedHashSet<>(all)) : all);
    }
    return later.isPresent() ? later : earlier;
  }
}
