package io.drydock.build.solve;

import io.drydock.build.Vertex;
import io.drydock.build.plan.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node on its way to its result; several nodes that mean the same share one. */
final class State {
  final Node node;
  final Vertex vertex;
  final List<State> inputs;
  private final Map<Node, State> byNode;
  final List<State> users = new ArrayList<>();
  int unsolvedInputs;

  /** Whether the result was known already. */
  boolean cached;

  @Nullable Step step;
  Found found = Found.DEFINITION;
  private volatile @Nullable Result result;

  /**
   * @param byNode the states of the node's dependencies
   */
  State(Node node, Vertex vertex, Map<Node, State> byNode) {
    this.node = node;
    this.vertex = vertex;
    this.byNode = byNode;
    this.inputs = byNode.values().stream().distinct().toList();
    this.unsolvedInputs = inputs.size();
  }

  /** The result of one of the node's dependencies. */
  Result resultOf(Node dependency) {
    State state = byNode.get(dependency);
    if (state == null) {
      throw new IllegalArgumentException(node + " does not depend on " + dependency);
    }
    return state.result();
  }

  /** The state of one of the node's dependencies. */
  State of(Node dependency) {
    State state = byNode.get(dependency);
    if (state == null) {
      throw new IllegalArgumentException(node + " does not depend on " + dependency);
    }
    return state;
  }

  boolean isSolved() {
    return result != null;
  }

  Result result() {
    Result present = result;
    if (present == null) {
      throw new IllegalStateException(node + " is not solved");
    }
    return present;
  }

  void solve(Result value) {
    result = value;
  }
}
