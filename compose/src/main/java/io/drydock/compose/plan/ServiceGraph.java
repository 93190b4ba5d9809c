package io.drydock.compose.plan;

import io.drydock.compose.request.Labels;
import io.drydock.compose.request.References;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** Which services depend on which, by name. */
public final class ServiceGraph {
  private final SequencedMap<String, SequencedSet<String>> dependencies = new LinkedHashMap<>();

  private ServiceGraph() {}

  /** The graph of a project's enabled services. */
  public static ServiceGraph of(Project project) {
    var graph = new ServiceGraph();
    for (Service each : project.services().values()) {
      SequencedSet<String> needed = References.needed(each);
      needed.addAll(each.life().dependsOn().keySet());
      graph.dependencies.put(each.name(), needed);
    }
    return graph;
  }

  /** The graph that containers keep in their labels. */
  public static ServiceGraph of(Collection<ContainerState> containers) {
    var graph = new ServiceGraph();
    for (ContainerState each : containers) {
      SequencedSet<String> needed =
          graph.dependencies.computeIfAbsent(each.service(), key -> new LinkedHashSet<>());
      for (String dependency : each.label(Labels.DEPENDS_ON).split(",")) {
        int colon = dependency.indexOf(':');
        String name = colon < 0 ? dependency : dependency.substring(0, colon);
        if (!name.isEmpty()) {
          needed.add(name);
        }
      }
    }
    return graph;
  }

  /** What the service needs directly, as far as it is in the graph. */
  public List<String> dependencies(String service) {
    return dependencies.getOrDefault(service, new LinkedHashSet<>()).stream()
        .filter(dependencies::containsKey)
        .toList();
  }

  /** What needs the service directly. */
  public List<String> dependents(String service) {
    return dependencies.entrySet().stream()
        .filter(each -> each.getValue().contains(service))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The services in an order in which each comes after what it needs.
   *
   * @throws DrydockException of kind INVALID for a circle
   */
  public List<String> order() {
    var order = new LinkedHashSet<String>();
    for (String each : dependencies.keySet()) {
      visit(each, order, new LinkedHashSet<>());
    }
    return List.copyOf(order);
  }

  private void visit(String service, Set<String> order, SequencedSet<String> path) {
    if (order.contains(service)) {
      return;
    }
    if (!path.add(service)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "dependency cycle detected: " + String.join(" -> ", path) + " -> " + service);
    }
    dependencies(service).forEach(each -> visit(each, order, path));
    path.removeLast();
    order.add(service);
  }

  /** The services and all that they need, however indirectly. */
  public Set<String> withDependencies(Collection<String> services) {
    var all = new LinkedHashSet<String>();
    var open = new ArrayList<>(services);
    while (!open.isEmpty()) {
      String each = open.removeLast();
      if (all.add(each)) {
        open.addAll(dependencies(each));
      }
    }
    return all;
  }
}
