package io.drydock.build;

import io.drydock.build.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to carry out, with what, and what to make of the result.
 *
 * @param contexts by name; the main one is called "context"
 * @param secrets by id
 * @param sshAgents sockets of ssh agents, by id
 * @param outputs empty to build and keep nothing but the cache
 * @param sourceDateEpoch the time that the image's new parts say they were made
 * @param parallelism how many steps may run at once, at least 1
 */
public record BuildRequest(
    Plan plan,
    Map<String, BuildContext> contexts,
    Map<String, Secret> secrets,
    Map<String, Path> sshAgents,
    List<Output> outputs,
    Optional<Instant> sourceDateEpoch,
    int parallelism) {
  public BuildRequest {
    contexts = Map.copyOf(contexts);
    secrets = Map.copyOf(secrets);
    sshAgents = Map.copyOf(sshAgents);
    outputs = List.copyOf(outputs);
  }

  /** A request for the outputs, with the usual parallelism and nothing else. */
  public static BuildRequest of(
      Plan plan, Map<String, BuildContext> contexts, List<Output> outputs) {
    return new BuildRequest(
        plan, contexts, Map.of(), Map.of(), outputs, Optional.empty(), defaultParallelism());
  }

  /** Steps mostly wait for their commands, so a few more than there are processors. */
  public static int defaultParallelism() {
    return Math.max(4, Runtime.getRuntime().availableProcessors() + 2);
  }
}
