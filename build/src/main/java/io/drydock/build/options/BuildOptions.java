package io.drydock.build.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one build can be asked for, in the words that {@code docker build} and bake files
 * use. Values of several fields ({@code type=local,dest=out}) stay text until {@link
 * BuildPreparation} reads them.
 *
 * @param source the context and the Dockerfile in it
 * @param contexts values of {@code --build-context}, by name
 * @param target the stage to build, empty for the last one
 * @param buildArgs values of {@code --build-arg}
 * @param labels set on the result
 * @param annotations of {@code --annotation}: {@code [TYPE:]KEY=VALUE}
 * @param tags names of the result
 * @param platforms what to build for, empty for the builder's own
 * @param secrets of {@code --secret}
 * @param ssh of {@code --ssh}
 * @param outputs of {@code --output}; empty for the image in the store
 * @param attestations of {@code --attest}: {@code type=provenance,mode=max}
 * @param described whether the result is to tell its provenance ({@code --metadata-file})
 */
public record BuildOptions(
    Source source,
    Map<String, String> contexts,
    String target,
    Map<String, String> buildArgs,
    Map<String, String> labels,
    List<String> annotations,
    List<String> tags,
    List<String> platforms,
    CacheOptions cache,
    RunOptions run,
    List<String> secrets,
    List<String> ssh,
    List<String> outputs,
    List<String> attestations,
    boolean described) {

  public BuildOptions {
    contexts = ordered(contexts);
    buildArgs = ordered(buildArgs);
    labels = ordered(labels);
    annotations = List.copyOf(annotations);
    tags = List.copyOf(tags);
    platforms = List.copyOf(platforms);
    secrets = List.copyOf(secrets);
    ssh = List.copyOf(ssh);
    outputs = List.copyOf(outputs);
    attestations = List.copyOf(attestations);
  }

  /**
   * Where the files come from.
   *
   * @param context a directory, a URL, or {@code -}
   * @param file the Dockerfile's path, {@code -} for standard input; empty for {@code Dockerfile}
   *     in the context
   * @param inline the Dockerfile's text itself, which then wins
   */
  public record Source(String context, Optional<String> file, Optional<String> inline) {
    public static Source of(String context) {
      return new Source(context, Optional.empty(), Optional.empty());
    }
  }

  /**
   * How results of earlier builds are used and kept.
   *
   * @param none whether no stage may use any ({@code --no-cache})
   * @param exceptStages names of stages that may not ({@code --no-cache-filter})
   * @param from of {@code --cache-from}
   * @param to of {@code --cache-to}
   */
  public record CacheOptions(
      boolean none, List<String> exceptStages, List<String> from, List<String> to) {
    /** Every stage may, nothing is exchanged. */
    public static final CacheOptions STANDARD =
        new CacheOptions(false, List.of(), List.of(), List.of());

    public CacheOptions {
      exceptStages = List.copyOf(exceptStages);
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }

  /**
   * What RUN gets where the instruction does not say otherwise.
   *
   * @param network {@code default}, {@code host} or {@code none}
   * @param extraHosts of {@code --add-host}: {@code NAME:ADDRESS}
   * @param shmSize of {@code /dev/shm} with a unit, empty for the builder's default
   * @param ulimits of {@code --ulimit}: {@code NAME=SOFT[:HARD]}
   * @param entitlements of {@code --allow}: {@code network.host}, {@code security.insecure}
   * @param isolation of {@code --isolation}; empty for what the host allows best
   */
  public record RunOptions(
      String network,
      List<String> extraHosts,
      String shmSize,
      List<String> ulimits,
      List<String> entitlements,
      String isolation) {
    public static final RunOptions STANDARD =
        new RunOptions("default", List.of(), "", List.of(), List.of(), "");

    public RunOptions {
      extraHosts = List.copyOf(extraHosts);
      ulimits = List.copyOf(ulimits);
      entitlements = List.copyOf(entitlements);
    }
  }

  private static Map<String, String> ordered(Map<String, String> values) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Options that ask for an image of the context's Dockerfile and for nothing else. */
  public static Builder of(Source source) {
    return new Builder(source);
  }

  /** Collects what differs from {@link BuildOptions#of}. */
  public static final class Builder {
    private final Source source;
    private final Map<String, String> contexts = new LinkedHashMap<>();
    private final Map<String, String> buildArgs = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<String> annotations = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> platforms = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> ssh = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> attestations = new ArrayList<>();
    private boolean described;
    private String target = "";
    private CacheOptions cache = CacheOptions.STANDARD;
    private RunOptions run = RunOptions.STANDARD;

    private Builder(Source source) {
      this.source = source;
    }

    public Builder contexts(Map<String, String> values) {
      contexts.putAll(values);
      return this;
    }

    public Builder target(String stage) {
      target = stage;
      return this;
    }

    public Builder buildArgs(Map<String, String> values) {
      buildArgs.putAll(values);
      return this;
    }

    public Builder labels(Map<String, String> values) {
      labels.putAll(values);
      return this;
    }

    public Builder annotations(List<String> values) {
      annotations.addAll(values);
      return this;
    }

    public Builder tags(List<String> values) {
      tags.addAll(values);
      return this;
    }

    public Builder platforms(List<String> values) {
      platforms.addAll(values);
      return this;
    }

    public Builder cache(CacheOptions options) {
      cache = options;
      return this;
    }

    public Builder run(RunOptions options) {
      run = options;
      return this;
    }

    public Builder secrets(List<String> values) {
      secrets.addAll(values);
      return this;
    }

    public Builder ssh(List<String> values) {
      ssh.addAll(values);
      return this;
    }

    public Builder outputs(List<String> values) {
      outputs.addAll(values);
      return this;
    }

    public Builder attestations(List<String> values) {
      attestations.addAll(values);
      return this;
    }

    public Builder described(boolean on) {
      described = on;
      return this;
    }

    public BuildOptions build() {
      return new BuildOptions(
          source,
          contexts,
          target,
          buildArgs,
          labels,
          annotations,
          tags,
          platforms,
          cache,
          run,
          secrets,
          ssh,
          outputs,
          attestations,
          described);
    }
  }
}
