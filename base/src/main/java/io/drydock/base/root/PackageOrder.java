package io.drydock.base.root;

import io.drydock.base.debian.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order in which packages are unpacked: each after what it depends on, as far as dependencies
 * go in no circle; otherwise by name.
 */
final class PackageOrder {
  private final List<BasePackage> packages;
  private final Map<String, List<BasePackage>> byName = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final List<BasePackage> ordered = new ArrayList<>();

  private PackageOrder(List<BasePackage> packages) {
    this.packages = packages.stream().sorted(Comparator.comparing(BasePackage::name)).toList();
    for (BasePackage each : this.packages) {
      byName.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each);
      for (String provided : each.provides()) {
        byName.computeIfAbsent(provided, _ -> new ArrayList<>()).add(each);
      }
    }
  }

  /** All packages in order. */
  static List<BasePackage> of(List<BasePackage> packages) {
    return closure(packages, _ -> true);
  }

  /** Those packages for which the test holds and what they depend on, in order. */
  static List<BasePackage> closure(List<BasePackage> packages, Predicate<BasePackage> seed) {
    var order = new PackageOrder(packages);
    order.packages.stream().filter(seed).forEach(order::visit);
    return List.copyOf(order.ordered);
  }

  private void visit(BasePackage each) {
    if (!visited.add(each.name())) {
      return;
    }
    for (List<Relation> group : each.depends()) {
      for (Relation relation : group) {
        byName.getOrDefault(relation.name(), List.of()).forEach(this::visit);
      }
    }
    ordered.add(each);
  }
}
