package io.drydock.build;

import io.drydock.build.plan.Plan;
import io.drydock.build.secret.Secret;
import io.drydock.linux.Isolation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to carry out, with what, and what to make of the result.
 *
 * @param name of the build among several, for errors; empty where it is the only one
 * @param contexts by name; the main one is called "context"
 * @param secrets by id
 * @param sshAgents sockets of ssh agents, by id
 * @param outputs empty to build and keep nothing but the cache
 * @param cacheFrom caches to read what the store does not know
 * @param cacheTo caches to write
 * @param isolation how RUN is shut in, empty for the strongest way that the host allows
 * @param attestations what is to be said about the images
 * @param invocation what the user asked for, for those who make attestations
 * @param parallelism how many steps may run at once, at least 1
 * @param entitlements what RUN may ask for beyond the usual: {@code network.host}, {@code
 *     security.insecure}
 * @param inspection who wants to look into steps, if anybody does
 */
public record BuildRequest(
    String name,
    Plan plan,
    Map<String, BuildContext> contexts,
    Map<String, Secret> secrets,
    Map<String, Path> sshAgents,
    List<Output> outputs,
    List<CacheLocation> cacheFrom,
    List<CacheTarget> cacheTo,
    Optional<Isolation> isolation,
    AttestationOptions attestations,
    Invocation invocation,
    int parallelism,
    Set<String> entitlements,
    Optional<Inspection> inspection) {
  public BuildRequest {
    entitlements = Set.copyOf(entitlements);
    contexts = Map.copyOf(contexts);
    secrets = Map.copyOf(secrets);
    sshAgents = Map.copyOf(sshAgents);
    outputs = List.copyOf(outputs);
    cacheFrom = List.copyOf(cacheFrom);
    cacheTo = List.copyOf(cacheTo);
  }

  /** The time that new parts of the images say they were made, if that was asked for. */
  public Optional<Instant> sourceDateEpoch() {
    return plan.targets().isEmpty()
        ? Optional.empty()
        : plan.targets().getFirst().config().created();
  }

  /** The same request as one of several, under the name that errors call it. */
  public BuildRequest inGroup(String shown) {
    return new BuildRequest(
        shown,
        plan,
        contexts,
        secrets,
        sshAgents,
        outputs,
        cacheFrom,
        cacheTo,
        isolation,
        attestations,
        invocation,
        parallelism,
        entitlements,
        inspection);
  }

  /** A request that carries the plan out and keeps nothing but the cache. */
  public static Builder of(Plan plan) {
    return new Builder(plan);
  }

  /** Steps mostly wait for their commands, so a few more than there are processors. */
  public static int defaultParallelism() {
    return Math.max(4, Runtime.getRuntime().availableProcessors() + 2);
  }

  /** Collects what differs from {@link BuildRequest#of}. */
  public static final class Builder {
    private final Plan plan;
    private Map<String, BuildContext> contexts = Map.of();
    private Map<String, Secret> secrets = Map.of();
    private Map<String, Path> sshAgents = Map.of();
    private List<Output> outputs = List.of();
    private List<CacheLocation> cacheFrom = List.of();
    private List<CacheTarget> cacheTo = List.of();
    private Optional<Isolation> isolation = Optional.empty();
    private AttestationOptions attestations = AttestationOptions.NONE;
    private Invocation invocation = Invocation.UNKNOWN;
    private int parallelism = defaultParallelism();
    private Set<String> entitlements = Set.of();
    private Optional<Inspection> inspection = Optional.empty();

    private Builder(Plan plan) {
      this.plan = plan;
    }

    public Builder contexts(Map<String, BuildContext> values) {
      contexts = values;
      return this;
    }

    public Builder secrets(Map<String, Secret> values) {
      secrets = values;
      return this;
    }

    public Builder sshAgents(Map<String, Path> values) {
      sshAgents = values;
      return this;
    }

    public Builder outputs(List<Output> values) {
      outputs = values;
      return this;
    }

    public Builder cacheFrom(List<CacheLocation> values) {
      cacheFrom = values;
      return this;
    }

    public Builder cacheTo(List<CacheTarget> values) {
      cacheTo = values;
      return this;
    }

    public Builder attestations(AttestationOptions options, Invocation asked) {
      attestations = options;
      invocation = asked;
      return this;
    }

    public Builder isolation(Optional<Isolation> wanted) {
      isolation = wanted;
      return this;
    }

    public Builder parallelism(int steps) {
      parallelism = steps;
      return this;
    }

    public Builder entitlements(Set<String> allowed) {
      entitlements = allowed;
      return this;
    }

    public Builder inspection(Optional<Inspection> wanted) {
      inspection = wanted;
      return this;
    }

    public BuildRequest build() {
      return new BuildRequest(
          "",
          plan,
          contexts,
          secrets,
          sshAgents,
          outputs,
          cacheFrom,
          cacheTo,
          isolation,
          attestations,
          invocation,
          parallelism,
          entitlements,
          inspection);
    }
  }
}
