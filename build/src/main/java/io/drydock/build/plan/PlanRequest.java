package io.drydock.build.plan;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plan is made from: the Dockerfile and everything a user can say about its build.
 *
 * @param name of the build among several, for titles; empty where it is the only one
 * @param target the stage to build, by name or index; empty for the last one
 * @param buildArgs values of {@code --build-arg}
 * @param platforms what to build for; empty for {@code buildPlatform}, or what the base image is
 *     for
 * @param buildPlatform of the machine that builds
 * @param labels set on the result, whatever the Dockerfile says
 * @param contexts values of {@code --build-context}, by name
 * @param ignored what of the main context stays out
 */
public record PlanRequest(
    String name,
    Dockerfile dockerfile,
    String target,
    Map<String, String> buildArgs,
    List<Platform> platforms,
    Platform buildPlatform,
    Map<String, String> labels,
    CacheUse cacheUse,
    Map<String, NamedContext> contexts,
    RunDefaults runDefaults,
    IgnoreRules ignored) {

  public PlanRequest {
    buildArgs = Collections.unmodifiableMap(new LinkedHashMap<>(buildArgs));
    platforms = List.copyOf(platforms);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    contexts = Collections.unmodifiableMap(new LinkedHashMap<>(contexts));
  }

  /**
   * The same request as one of several.
   *
   * @param shown what titles call it
   * @param linked further contexts: results of others
   */
  public PlanRequest inGroup(String shown, Map<String, NamedContext> linked) {
    Map<String, NamedContext> all = new LinkedHashMap<>(contexts);
    all.putAll(linked);
    return new PlanRequest(
        shown,
        dockerfile,
        target,
        buildArgs,
        platforms,
        buildPlatform,
        labels,
        cacheUse,
        all,
        runDefaults,
        ignored);
  }

  /** A request for the last stage, for this machine, with nothing else said. */
  public static Builder of(Dockerfile dockerfile) {
    return new Builder(dockerfile);
  }

  /**
   * Which stages may use results of earlier builds.
   *
   * @param none whether no stage may ({@code --no-cache})
   * @param exceptStages names of stages that may not ({@code --no-cache-filter})
   */
  public record CacheUse(boolean none, List<String> exceptStages) {
    /** Every stage may. */
    public static final CacheUse ALL = new CacheUse(false, List.of());

    public CacheUse {
      exceptStages = List.copyOf(exceptStages);
    }

    boolean ignoredBy(String stageName) {
      return none || exceptStages.stream().anyMatch(stageName::equalsIgnoreCase);
    }
  }

  /**
   * What RUN gets where the instruction does not say otherwise.
   *
   * @param hostname empty for the builder's default
   * @param shmBytes size of {@code /dev/shm}, 0 for the builder's default
   * @param limits of {@code --ulimit}
   */
  public record RunDefaults(
      Operation.Network network,
      List<Operation.ExtraHost> extraHosts,
      String hostname,
      long shmBytes,
      List<Operation.ResourceLimit> limits) {
    public static final RunDefaults STANDARD =
        new RunDefaults(Operation.Network.DEFAULT, List.of(), "", 0, List.of());

    public RunDefaults {
      extraHosts = List.copyOf(extraHosts);
      limits = List.copyOf(limits);
    }
  }

  /** Collects what differs from {@link PlanRequest#of}. */
  public static final class Builder {
    private final Dockerfile dockerfile;
    private final Map<String, String> buildArgs = new LinkedHashMap<>();
    private final List<Platform> platforms = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, NamedContext> contexts = new LinkedHashMap<>();
    private String target = "";
    private Platform buildPlatform = Platform.host();
    private CacheUse cacheUse = CacheUse.ALL;
    private RunDefaults runDefaults = RunDefaults.STANDARD;
    private IgnoreRules ignored = IgnoreRules.NONE;

    private Builder(Dockerfile dockerfile) {
      this.dockerfile = dockerfile;
    }

    public Builder target(String stage) {
      this.target = stage;
      return this;
    }

    public Builder buildArgs(Map<String, String> values) {
      buildArgs.putAll(values);
      return this;
    }

    public Builder platforms(List<Platform> values) {
      platforms.addAll(values);
      return this;
    }

    public Builder buildPlatform(Platform platform) {
      this.buildPlatform = platform;
      return this;
    }

    public Builder labels(Map<String, String> values) {
      labels.putAll(values);
      return this;
    }

    public Builder cacheUse(CacheUse use) {
      this.cacheUse = use;
      return this;
    }

    public Builder contexts(Map<String, NamedContext> values) {
      contexts.putAll(values);
      return this;
    }

    public Builder runDefaults(RunDefaults defaults) {
      this.runDefaults = defaults;
      return this;
    }

    public Builder ignored(IgnoreRules rules) {
      this.ignored = rules;
      return this;
    }

    public PlanRequest build() {
      return new PlanRequest(
          "",
          dockerfile,
          target,
          buildArgs,
          platforms,
          buildPlatform,
          labels,
          cacheUse,
          contexts,
          runDefaults,
          ignored);
    }
  }
}
