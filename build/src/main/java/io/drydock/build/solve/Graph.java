package io.drydock.build.solve;

import io.drydock.build.Vertex;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.oci.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a plan the roots need, inputs first, with nodes that mean the same merged. */
final class Graph {
  private final Map<Node, State> byNode = new HashMap<>();
  private final Map<String, State> byMeaning = new HashMap<>();
  private final List<State> states = new ArrayList<>();
  private final Steps steps;

  Graph(List<Node> roots, Steps steps) {
    this.steps = steps;
    roots.forEach(this::visit);
  }

  /** All states, each behind its inputs. */
  List<State> states() {
    return states;
  }

  State of(Node node) {
    State state = byNode.get(node);
    if (state == null) {
      throw new IllegalArgumentException(node + " is not in the graph");
    }
    return state;
  }

  /** Without recursion, so that a stage of thousands of instructions does no harm. */
  private void visit(Node root) {
    var todo = new ArrayDeque<Node>();
    Set<Node> open = new HashSet<>();
    todo.push(root);
    while (!todo.isEmpty()) {
      Node node = todo.element();
      if (byNode.containsKey(node)) {
        todo.pop();
      } else if (open.add(node)) {
        dependencies(node).reversed().stream()
            .filter(each -> !byNode.containsKey(each))
            .forEach(todo::push);
      } else {
        todo.pop();
        add(node);
      }
    }
  }

  private void add(Node node) {
    String meaning = meaning(node);
    State state = byMeaning.get(meaning);
    if (state == null) {
      Map<Node, State> inputs = new LinkedHashMap<>();
      dependencies(node).forEach(each -> inputs.put(each, of(each)));
      var vertex =
          new Vertex(
              new Digest("sha256", meaning),
              node.title(),
              inputs.values().stream().map(each -> each.vertex.digest()).distinct().toList(),
              node.location());
      state = new State(node, vertex, inputs);
      for (State input : state.inputs) {
        input.users.add(state);
      }
      byMeaning.put(meaning, state);
      states.add(state);
    }
    byNode.put(node, state);
  }

  private String meaning(Node node) {
    var parts = new ArrayList<String>();
    node.operation().inputs().forEach(each -> parts.add(of(each).vertex.digest().encoded()));
    if (node.operation() instanceof Operation.Copy copy && !copy.chown().isEmpty()) {
      parts.add(of(copy.passwdFrom()).vertex.digest().encoded());
    }
    String again = node.ignoreCache() ? "again" : "";
    return Keys.of(Keys.of(node.operation(), parts), again + steps.identity(node));
  }

  /** The node and all that it needs, in no order. */
  static Set<Node> neededBy(Node root) {
    Set<Node> needed = new HashSet<>(Set.of(root));
    var todo = new ArrayDeque<>(needed);
    while (!todo.isEmpty()) {
      for (Node each : dependencies(todo.pop())) {
        if (needed.add(each)) {
          todo.push(each);
        }
      }
    }
    return needed;
  }

  /** The inputs, and the root file system whose files name the owners. */
  static List<Node> dependencies(Node node) {
    var nodes = new LinkedHashSet<>(node.operation().inputs());
    if (node.operation() instanceof Operation.Copy copy && !copy.chown().isEmpty()) {
      nodes.add(copy.passwdFrom());
    }
    return List.copyOf(nodes);
  }
}
