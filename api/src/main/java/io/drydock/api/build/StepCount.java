package io.drydock.api.build;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Plan;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** How many steps a plan has that the classic builder counts: all but sources of files. */
final class StepCount {
  private StepCount() {}

  static int of(Plan plan) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var todo = new ArrayDeque<Node>();
    plan.targets().forEach(each -> todo.add(each.root()));
    int count = 0;
    while (!todo.isEmpty()) {
      Node node = todo.remove();
      if (seen.add(node)) {
        count += isStep(node.operation()) ? 1 : 0;
        todo.addAll(node.operation().inputs());
      }
    }
    return Math.max(1, count);
  }

  private static boolean isStep(Operation operation) {
    return operation instanceof Operation.Image
        || operation instanceof Operation.Scratch
        || !operation.inputs().isEmpty();
  }
}
