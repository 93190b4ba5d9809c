package io.drydock.build.attest;

import io.drydock.build.plan.Node;
import io.drydock.build.solve.Result;

/** What the nodes of a plan came to. */
@FunctionalInterface
public interface Results {
  Result of(Node node);
}
