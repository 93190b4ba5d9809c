package io.drydock.conformance;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plan consists of, counted in BuildKit's terms.
 *
 * @param counts of the operations {@code exec}, {@code file}, {@code merge} and of sources; those
 *     that do the same to the same are one
 * @param sources identifiers, without digests
 */
record PlanStatistics(Map<String, Integer> counts, Set<String> sources) {

  static PlanStatistics of(Node root) {
    var counts = new TreeMap<String, Integer>();
    var sources = new TreeSet<String>();
    var ids = new HashMap<Node, Integer>();
    var known = new HashMap<List<Object>, Integer>();
    for (Node node : inputsFirst(root)) {
      Operation operation = node.operation();
      List<Object> key = canonical(operation, ids);
      Integer same = known.putIfAbsent(key, known.size());
      ids.put(node, same == null ? known.size() - 1 : same);
      if (same == null) {
        count(operation, counts);
        source(operation).ifPresent(sources::add);
      }
    }
    return new PlanStatistics(counts, sources);
  }

  private static List<Node> inputsFirst(Node root) {
    var order = new ArrayList<Node>();
    var entered = new HashSet<Node>();
    Deque<Node> stack = new ArrayDeque<>(List.of(root));
    var placed = new HashSet<Node>();
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      if (entered.add(node)) {
        node.operation().inputs().forEach(stack::push);
      } else {
        stack.pop();
        if (placed.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }

  /** The operation with numbers in place of the nodes it uses. */
  private static List<Object> canonical(Object record, Map<Node, Integer> ids) {
    var values = new ArrayList<Object>(List.of(record.getClass()));
    for (RecordComponent each : record.getClass().getRecordComponents()) {
      try {
        values.add(canonicalValue(each.getAccessor().invoke(record), ids));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  private static Object canonicalValue(Object value, Map<Node, Integer> ids) {
    return switch (value) {
      case Node node -> ids.getOrDefault(node, -1);
      case Optional<?> optional -> optional.map(each -> canonicalValue(each, ids));
      case List<?> list -> list.stream().map(each -> canonicalValue(each, ids)).toList();
      case Operation.Copy.Item item -> canonical(item, ids);
      case RunMount mount -> canonical(mount, ids);
      default -> value;
    };
  }

  private static void count(Operation operation, Map<String, Integer> counts) {
    switch (operation) {
      case Operation.Scratch _ -> {}
      case Operation.Image _ -> add(counts, "source");
      case Operation.Context _ -> add(counts, "source");
      case Operation.Http _ -> add(counts, "source");
      case Operation.Git _ -> add(counts, "source");
      case Operation.Inline _ -> add(counts, "file");
      case Operation.MakeDirectory _ -> add(counts, "file");
      case Operation.Copy copy -> {
        add(counts, "file");
        if (copy.link() && copy.chmod().isEmpty()) {
          add(counts, "merge");
        }
      }
      case Operation.Run run -> {
        add(counts, "exec");
        run.mounts().stream()
            .filter(PlanStatistics::makesDirectory)
            .forEach(each -> add(counts, "file"));
      }
    }
  }

  /** BuildKit makes a directory of its own for a cache that wants an owner or a mode. */
  private static boolean makesDirectory(RunMount mount) {
    return mount instanceof RunMount.Cache cache
        && cache.sourcePath().isEmpty()
        && (cache.mode() != 0755 || cache.uid() != 0 || cache.gid() != 0);
  }

  private static void add(Map<String, Integer> counts, String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  private static String withoutDigest(Operation.Image image) {
    String reference = image.reference().toString();
    int at = reference.indexOf('@');
    return at < 0 ? reference : reference.substring(0, at);
  }

  private static Optional<String> source(Operation operation) {
    return switch (operation) {
      case Operation.Image image -> Optional.of("docker-image://" + withoutDigest(image));
      case Operation.Context context -> Optional.of("local://" + context.name());
      case Operation.Http http -> Optional.of(http.url().toString());
      case Operation.Git git -> Optional.of("git://" + git.remote());
      default -> Optional.empty();
    };
  }
}
