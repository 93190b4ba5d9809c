package io.drydock.buildkit.control;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.RunMount;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a plan needs of the client that wants it carried out. */
final class PlanNeeds {
  private final Set<String> secrets = new TreeSet<>();
  private final Set<String> agents = new TreeSet<>();
  private final Map<String, Set<String>> paths = new HashMap<>();

  /** Contexts that are needed as a whole. */
  private final Set<String> whole = new HashSet<>();

  PlanNeeds(Plan plan) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var todo = new ArrayDeque<Node>();
    plan.targets().forEach(each -> todo.add(each.root()));
    while (!todo.isEmpty()) {
      Node node = todo.remove();
      if (seen.add(node)) {
        Operation operation = node.operation();
        note(operation);
        todo.addAll(operation.inputs());
        if (operation instanceof Operation.Copy copy) {
          todo.add(copy.passwdFrom());
        }
      }
    }
  }

  /** The names of all secrets that commands mount. */
  Set<String> secrets() {
    return secrets;
  }

  /** The names of all ssh agents that commands mount. */
  Set<String> agents() {
    return agents;
  }

  /** Whether any step reads the context. */
  boolean reads(String context) {
    return whole.contains(context) || paths.containsKey(context);
  }

  /** The only paths of the context that steps read, wildcards among them; empty for all. */
  List<String> paths(String context) {
    return whole.contains(context) ? List.of() : List.copyOf(paths.getOrDefault(context, Set.of()));
  }

  private void note(Operation operation) {
    if (operation instanceof Operation.Context context) {
      paths.computeIfAbsent(context.name(), _ -> new TreeSet<>());
    } else if (operation instanceof Operation.Copy copy) {
      copy.items().forEach(this::note);
    } else if (operation instanceof Operation.Run run) {
      run.mounts().forEach(this::note);
    }
  }

  private void note(Operation.Copy.Item item) {
    String path = item.pivot().isEmpty() ? item.path() : item.pivot() + "/" + item.path();
    context(item.source()).ifPresent(name -> note(name, path, item.wildcards()));
  }

  private void note(RunMount mount) {
    if (mount instanceof RunMount.Secret secret) {
      secrets.add(secret.id());
    } else if (mount instanceof RunMount.Ssh ssh) {
      agents.add(ssh.id());
    } else if (mount instanceof RunMount.Bind bind) {
      context(bind.from()).ifPresent(name -> note(name, bind.sourcePath(), false));
    } else if (mount instanceof RunMount.Cache cache) {
      cache
          .from()
          .flatMap(PlanNeeds::context)
          .ifPresent(name -> note(name, cache.sourcePath(), false));
    }
  }

  private static Optional<String> context(Node node) {
    return node.operation() instanceof Operation.Context context
        ? Optional.of(context.name())
        : Optional.empty();
  }

  /** Clients take every path as a pattern, so a name that looks like one needs the whole. */
  private void note(String context, String path, boolean wildcards) {
    boolean looksLikePattern = path.chars().anyMatch(c -> "*?[\\".indexOf(c) >= 0);
    if (path.isEmpty()
        || path.equals(".")
        || path.contains("\\")
        || (looksLikePattern && !wildcards)) {
      whole.add(context);
    } else {
      paths.computeIfAbsent(context, _ -> new TreeSet<>()).add(path);
    }
  }
}
