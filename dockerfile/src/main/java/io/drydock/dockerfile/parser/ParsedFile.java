package io.drydock.dockerfile.parser;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A Dockerfile as text: its instructions in order.
 *
 * @param nodes at least one
 */
public record ParsedFile(Directives directives, List<Node> nodes, List<Warning> warnings) {
  public ParsedFile {
    nodes = List.copyOf(nodes);
    warnings = List.copyOf(warnings);
  }

  /** One s-expression a line. */
  public String dump() {
    return nodes.stream().map(each -> "(" + each.dump() + ")").collect(Collectors.joining("\n"));
  }
}
