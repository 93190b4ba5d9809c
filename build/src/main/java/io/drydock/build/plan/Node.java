package io.drydock.build.plan;

import io.drydock.core.SourceLocation;
import java.util.Optional;

/**
 * One operation in the graph. Two nodes are the same only if they are one object; what makes their
 * results the same is the solver's business.
 */
public final class Node {
  private final Operation operation;
  private final String title;
  private final Optional<SourceLocation> location;
  private final boolean ignoreCache;

  /**
   * @param title as the progress shows it: {@code [build 2/5] RUN make}
   * @param location the instruction that it comes from
   * @param ignoreCache whether to carry the operation out even if its result is known
   */
  public Node(
      Operation operation, String title, Optional<SourceLocation> location, boolean ignoreCache) {
    this.operation = operation;
    this.title = title;
    this.location = location;
    this.ignoreCache = ignoreCache;
  }

  public Operation operation() {
    return operation;
  }

  public String title() {
    return title;
  }

  public Optional<SourceLocation> location() {
    return location;
  }

  public boolean ignoreCache() {
    return ignoreCache;
  }

  @Override
  public String toString() {
    return title;
  }
}
