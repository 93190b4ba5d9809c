package io.drydock.build.plan;

import io.drydock.build.remote.GitReference;
import io.drydock.core.SourceLocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The source nodes of a plan: one for each different source. Not thread-safe. */
final class SourceNodes {
  private final String build;
  private final Map<Operation, Node> nodes = new HashMap<>();

  /**
   * @param build the name of the build among several, for titles, or empty
   */
  SourceNodes(String build) {
    this.build = build;
  }

  /** The node of the source; the first title and location that it is given stay. */
  Node of(Operation source, String title, Optional<SourceLocation> location) {
    return nodes.computeIfAbsent(source, each -> new Node(each, title, location, false));
  }

  /** The build context. */
  Node context() {
    String title = "[" + (build.isEmpty() ? "" : build + " ") + "internal] load build context";
    return of(new Operation.Context("context"), title, Optional.empty());
  }

  static Operation git(GitReference reference, boolean keepGitDirectory, String checksum) {
    return new Operation.Git(
        reference.remote(),
        reference.ref(),
        reference.subdirectory(),
        reference.keepGitDirectory().orElse(keepGitDirectory),
        reference.submodules().orElse(true),
        reference.checksum().isEmpty() ? checksum : reference.checksum(),
        reference.commitTimes());
  }

  /** A repository that stands for a context. */
  static Operation gitContext(String remote) {
    return git(GitReference.parseContext(remote).orElseThrow(), false, "");
  }
}
