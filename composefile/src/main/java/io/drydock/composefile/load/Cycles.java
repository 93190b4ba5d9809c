package io.drydock.composefile.load;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds services that depend on each other in a circle. */
final class Cycles {
  private final YamlMapping services;
  private final Set<String> done = new HashSet<>();

  private Cycles(YamlMapping services) {
    this.services = services;
  }

  /**
   * @throws DrydockException of kind INVALID, at the dependency that closes a circle
   */
  static void refuse(YamlMapping services) {
    var search = new Cycles(services);
    for (String each : services.keys()) {
      search.visit(each, new ArrayList<>());
    }
  }

  private void visit(String name, List<String> way) {
    YamlNode service = services.get(name).orElse(null);
    if (service == null || done.contains(name)) {
      return;
    }
    way.add(name);
    for (YamlMapping.Entry each : Trees.mapping(service, "depends_on").entries()) {
      int met = way.indexOf(each.key());
      if (met >= 0) {
        throw circle(way.subList(met, way.size()), each);
      }
      visit(each.key(), way);
    }
    way.removeLast();
    done.add(name);
  }

  private static DrydockException circle(List<String> loop, YamlMapping.Entry last) {
    return new DrydockException(
            ErrorKind.INVALID,
            "dependency cycle detected: " + String.join(" -> ", loop) + " -> " + last.key())
        .at(last.location());
  }
}
