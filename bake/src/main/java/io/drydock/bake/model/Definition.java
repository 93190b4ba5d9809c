package io.drydock.bake.model;

import java.util.List;
import java.util.Optional;

/** All that bake files define. */
public record Definition(List<Group> groups, List<Target> targets, List<VariableInfo> variables) {
  public Definition {
    groups = List.copyOf(groups);
    targets = List.copyOf(targets);
    variables = List.copyOf(variables);
  }

  Optional<Group> group(String name) {
    return groups.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  Optional<Target> target(String name) {
    return targets.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
